import { paragraphsOf, type Block } from '../../report/docx/blocks';
import type { ConsiliumView, Day, OutsideResult, Participant, StepView } from '../../shared/net/consiliumWire';
import { dayWords } from '../../shared/text/moment';
import { t } from '../../shared/text/text';
import type { Words } from './typed';

export interface ConsiliumProtocol {
  title: string;
  /** Under the title, one line each: who, where, when. */
  about: string[];
  blocks: Block[];
  /** Who signs it on paper, one line each. */
  signers: string[];
  /** Who closed it, and the first signs of its hash. */
  foot: string;
}

/** Whom it is about, as this browser knows it. */
export interface About {
  schoolName: string;
  className: string;
  seat: number;
  /** Null where the class's list is not opened here. */
  name: string | null;
  /** Titles of sectors of the atlas; one that is not there is named by its identifier. */
  sectors: ReadonlyMap<string, string>;
}

/** Of the three columns of its tables, in percent. */
const widths = [35, 25, 40] as const;

/** As many signs of a hash as people compare. */
const sealLength = 12;

/** The protocol of a closed consilium, without a layout. */
export function consiliumProtocol(view: ConsiliumView, words: Words | null, about: About): ConsiliumProtocol {
  const { heldOn, participants, steps, outside, closedBy, closedAtMs, hash } = view;
  return {
    title: t('consilium.protocol.title', { n: view.number }),
    about: [
      about.schoolName,
      [t('consilium.protocol.class', { class: about.className }), about.name ?? t('consilium.protocol.seat', { n: about.seat })].join(' · '),
      heldOn === null ? '' : t('consilium.protocol.on', { date: dayOf(heldOn) }),
    ].filter((line) => line !== ''),
    blocks: [
      ...part(t('consilium.people'), { kind: 'table', head: [t('consilium.role'), t('consilium.name'), t('consilium.opinion')], rows: participants.map((one, at) => personRow(one, at, words)), shares: widths }, participants),
      ...part(t('consilium.outside'), { kind: 'list', isOrdered: false, items: outside.map((one) => outsideWords(one, about.sectors)) }, outside),
      { kind: 'heading', text: t('consilium.conclusion') },
      ...paragraphsOf(words === null ? t(view.sealed === null ? 'consilium.lost' : 'consilium.closedWords') : words.conclusion),
      ...part(t('consilium.steps'), { kind: 'table', head: [t('consilium.step'), t('consilium.due'), t('consilium.became')], rows: steps.map((one, at) => stepRow(one, at, words)), shares: widths }, steps),
    ],
    signers: participants.map((one, at) => personRow(one, at, words).slice(0, 2).filter((text) => text !== '').join(': ')),
    foot: closedAtMs === null ? '' : t('consilium.protocol.closed', { by: closedBy ?? '', date: dayWords(closedAtMs), seal: (hash ?? '').slice(0, sealLength) }),
  };
}

function part(text: string, block: Block, of: readonly unknown[]): Block[] {
  return of.length === 0 ? [] : [{ kind: 'heading', text }, block];
}

function personRow({ role, name }: Participant, at: number, words: Words | null): string[] {
  return [t(`consilium.role.${role}`), name ?? words?.people[at]?.name ?? '', words?.people[at]?.opinion ?? ''];
}

function stepRow(step: StepView, at: number, words: Words | null): string[] {
  const said = words?.steps[at] ?? '';
  return [[t(`consilium.step.${step.kind}`), said].filter((text) => text !== '').join(': '), dayOf(step.due), becameWords(step)];
}

/** What became of a step as far as it was told last. */
export function becameWords({ outcomes }: Pick<StepView, 'outcomes'>): string {
  const last = outcomes.at(-1);
  if (last === undefined) return t('consilium.became.none');
  const date = dayWords(last.atMs);
  return last.next === null ? t('consilium.became.told', { what: t(`consilium.became.${last.outcome}`), date }) : t('consilium.became.again', { date, next: dayOf(last.next) });
}

export function outsideWords({ source, on, sectors }: OutsideResult, titles: ReadonlyMap<string, string>): string {
  return t('consilium.outside.row', { source: t(`consilium.source.${source}`), date: dayOf(on), list: sectors.map((id) => titles.get(id) ?? id).join(', ') });
}

/** A day in words, whatever zone the reader is in. */
export function dayOf(day: Day): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return dayWords(new Date(year, month - 1, date).getTime());
}

/** A day of this browser's calendar, some days on. */
export function dayFrom(nowMs: number, days: number): Day {
  const day = new Date(nowMs);
  day.setDate(day.getDate() + days);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
