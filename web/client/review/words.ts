import type { Need, NeedReason, QueueClass, QueueOther, QueueRow } from '../shared/net/reviewWire';
import known from '../shared/text/review.ru.json';
import { currentLanguage, t, type TextKey } from '../shared/text/text';

export const reasons: NeedReason[] = ['askedForTalk', 'parentAsked', 'unreliable', 'undecided', 'planAgainstValues', 'gap', 'changed', 'flat'];

export function className(room: Pick<QueueClass, 'grade' | 'letter'> | undefined): string {
  return room === undefined ? '' : `${room.grade}${room.letter}`;
}

/** All sessions of a row's student, the leading one first. */
export function sessionsOf(row: QueueRow): (QueueRow | QueueOther)[] {
  return [row, ...row.others];
}

/** What speaks for a talk in any of them, each reason once. */
export function needsOf(row: QueueRow): Need[] {
  const all = new Map<NeedReason, Need>();
  for (const need of sessionsOf(row).flatMap(({ needs }) => needs)) if (!all.has(need.reason)) all.set(need.reason, need);
  return [...all.values()];
}

/** The student's name, known by whichever of the classes' lists was opened. */
export function nameOf(row: QueueRow, nameIn: (classId: string, seat: number) => string | undefined): string | undefined {
  for (const { classId, seat } of sessionsOf(row)) {
    const name = nameIn(classId, seat);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** The others in a few words, for a row; null where there are none. */
export function alsoWords({ others }: QueueRow, rooms: ReadonlyMap<string, QueueClass>): string | null {
  if (others.length === 0) return null;
  const day = (ms: number): string => new Date(ms).toLocaleDateString(currentLanguage(), { day: 'numeric', month: 'long' });
  return t('review.also', { list: others.map(({ classId, finishedAtMs }) => `${className(rooms.get(classId))}, ${day(finishedAtMs)}`).join('; ') });
}

/** The reasons in a few words, for a row. */
export function shortly(needs: readonly Need[]): string {
  return needs.length === 0 ? t('review.state.ordinary') : needs.map(({ reason }) => t(`review.reason.${reason}`)).join(' · ');
}

/** A reason as a sentence, with what in the answers says so. */
export function sentenceOf({ reason, evidence }: Need): string {
  switch (reason) {
    case 'askedForTalk':
    case 'parentAsked':
    case 'flat':
      return t(`review.says.${reason}`);
    case 'unreliable':
    case 'undecided':
      return t(`review.says.${reason}`, { what: evidence.map(what).join(', ') });
    case 'planAgainstValues':
      return t('review.says.planAgainstValues', { goal: what(evidence[0] ?? ''), values: evidence.slice(1).map(what).join(', ') });
    case 'gap':
      return t('review.says.gap', { what: pairsOf(evidence).map(([sphere, tasks]) => t('review.says.pair', { sphere: what(sphere), tasks: what(tasks) })).join(', ') });
    case 'changed':
      return t('review.says.changed', { what: evidence.map((one) => t(one.endsWith('.up') ? 'review.says.rose' : 'review.says.fell', { sphere: what(one.split('.')[0] ?? '') })).join(', ') });
  }
}

function pairsOf(evidence: readonly string[]): [string, string][] {
  return evidence.flatMap((one, index) => (index % 2 === 0 ? [[one, evidence[index + 1] ?? ''] as [string, string]] : []));
}

/** An id of newer rules than this page knows is shown as it is. */
function what(id: string): string {
  const key = `review.what.${id}`;
  return key in known ? t(key as TextKey) : id;
}
