import { needsOf, shortly } from '../../review/words';
import type { Need, QueueRow } from '../../shared/net/reviewWire';
import { t } from '../../shared/text/text';

/** Made of tasks as well as of answers: beside a name it would say how tasks went. */
const isOfTasks = ({ reason }: Need): boolean => reason === 'gap';

/** What speaks for a talk, in a few words; nothing of tasks where names stand beside it. */
export function needsWords(row: QueueRow | null, hasNames: boolean): string | null {
  if (row === null) return null;
  const needs = needsOf(row);
  const told = hasNames ? needs.filter((need) => !isOfTasks(need)) : needs;
  const words = [...(told.length === 0 && needs.length > 0 ? [] : [shortly(told)]), ...(told.length < needs.length ? [t('report.table.inProfile')] : [])];
  return words.join(' · ');
}

/** Whether a talk is needed, was held, or nothing speaks for one. */
export function talkState(row: QueueRow | null): string | null {
  if (row === null) return null;
  return t(`review.state.${row.isTalked ? 'talked' : needsOf(row).length > 0 ? 'needsTalk' : 'ordinary'}`);
}
