import type { SignedPart } from '../shared/net/studentResultWire';
import { dayWords } from '../shared/text/moment';
import { t } from '../shared/text/text';
import { section as under, small } from './look';
import type { Content } from './nodes';

/** What a psychologist signed for the student, as the page has it: the words, what stands before the rest, and who answers for both. */
export function signedPart({ text, chosen, signer, signedAtMs, seal }: SignedPart, title: string): Content[] {
  const [first = '', ...rest] = text.split('\n').filter((line) => line.trim() !== '');
  const paragraph = (line: string): Content => ({ text: line, margin: [0, 2, 0, 2] });
  return [
    ...under(title, paragraph(first), ...rest.map(paragraph)),
    ...(chosen.length === 0 ? [] : [
      { text: t('conclusion.first'), bold: true, margin: [0, 5, 0, 2] as const },
      {
        ol: chosen.map(({ kind, title: what, isAdded, words, reason }) => ({
          text: [{ text: what, bold: true }, ` (${t(`conclusion.kind.${kind}`).toLocaleLowerCase()}, ${t(isAdded ? 'conclusion.added' : 'conclusion.ahead')}). ${words ?? t(`conclusion.reason.${reason}`)}`],
        })),
      },
    ]),
    small(`${t('conclusion.signed', { name: signer, date: dayWords(signedAtMs) })} · ${t('conclusion.seal', { seal })}`),
  ];
}
