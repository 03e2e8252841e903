import { Drafts } from '../../shared/files/drafts';
import type { ToldFigure } from '../../shared/net/indicatorsWire';
import type { ReportParagraph, SeenFigure } from '../../shared/net/yearReportWire';
import { t } from '../../shared/text/text';
import { intervalWords, percentWords } from '../indicators/told';

/** What was typed in a paragraph and not sent; an own one has its name from the start, so that it is not sent twice. */
export interface Typed {
  id: string;
  text: string;
  /** What people had written there when it was typed; null: what the rules wrote. */
  was: string | null;
}

export const typedDrafts = new Drafts<Typed>('year-report');

/** Whether this writer has typed something that is not sent. */
export const hasTyped = (writer: string): boolean => typedDrafts.has((of) => of.startsWith(`${writer}|`));

/** A name for an own paragraph. */
export function ownName(): string {
  return `own-${[...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

export const textOf = ({ sentences }: ReportParagraph): string => sentences.map(({ text }) => text).join(' ');

export function figureWords({ label, figure }: SeenFigure): string {
  if (figure === null) return t('yearReport.rests.none', { label });
  const { n, count } = figure;
  const [value, interval] = [percentWords(figure.value), intervalWords(figure)];
  return count === null ? t('yearReport.rests.mean', { label, value, interval, n }) : t('yearReport.rests.figure', { label, value, interval, count, n });
}

/** A figure in one line, for a file. */
export function cellWords(figure: ToldFigure): string {
  return t('yearReport.cell', { value: percentWords(figure.value), interval: intervalWords(figure), n: figure.n });
}
