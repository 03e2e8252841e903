import type { Need, NeedReason, QueueClass } from '../shared/net/reviewWire';
import known from '../shared/text/review.ru.json';
import { t, type TextKey } from '../shared/text/text';

export const reasons: NeedReason[] = ['askedForTalk', 'parentAsked', 'unreliable', 'undecided', 'planAgainstValues', 'gap', 'changed', 'flat'];

export function className(room: Pick<QueueClass, 'grade' | 'letter'> | undefined): string {
  return room === undefined ? '' : `${room.grade}${room.letter}`;
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
