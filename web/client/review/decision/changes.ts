import type { ComputedItem, RecommendedKind, ReviewChange, ReviewChoice, ReviewReason } from '../../shared/net/decisionWire';

/** What one recommendation is known by: codes are unique within a kind only. */
export interface Named {
  kind: RecommendedKind;
  code: string;
}

/** Put before the rest, in the order of the list. */
export interface Chosen extends Named {
  title: string;
  /** From the atlas: in no computed list. */
  isAdded: boolean;
  reason: ReviewReason | null;
  /** For the student; empty without. */
  words: string;
}

export interface Hidden extends Named {
  reason: ReviewReason | null;
}

/** What is changed of a computed list; what stands in neither stays as it was computed. */
export interface ListEdit {
  chosen: readonly Chosen[];
  hidden: readonly Hidden[];
}

export type EditFault = 'reason' | 'many' | 'none' | 'words';

/** As the server: more put first and added than this is no help to choose. */
export const mostChosen = 12;
export const longestWords = 200;

export const kinds: readonly RecommendedKind[] = ['sector', 'profession', 'direction', 'profile'];
export const reasons: readonly ReviewReason[] = ['agreedInTalk', 'studentsWish', 'ownExperience', 'reachable', 'otherResult', 'judgement'];
export const asComputed: ListEdit = { chosen: [], hidden: [] };

export const isSame = (one: Named, other: Named): boolean => one.kind === other.kind && one.code === other.code;
const without = <T extends Named>(all: readonly T[], gone: Named): T[] => all.filter((one) => !isSame(one, gone));

/** Neither first nor hidden; what was added is gone. */
export function leave(edit: ListEdit, item: Named): ListEdit {
  return { chosen: without(edit.chosen, item), hidden: without(edit.hidden, item) };
}

export function putFirst(edit: ListEdit, { kind, code, title }: ComputedItem): ListEdit {
  const rest = leave(edit, { kind, code });
  return { ...rest, chosen: [...rest.chosen, { kind, code, title, isAdded: false, reason: null, words: '' }] };
}

export function hide(edit: ListEdit, { kind, code }: Named): ListEdit {
  const rest = leave(edit, { kind, code });
  return { ...rest, hidden: [...rest.hidden, { kind, code, reason: null }] };
}

/** What was computed already is put first instead. */
export function add(edit: ListEdit, computed: readonly ComputedItem[], item: Named & { title: string }): ListEdit {
  if (edit.chosen.some((one) => isSame(one, item))) return edit;
  const known = computed.find((one) => isSame(one, item));
  if (known !== undefined) return putFirst(edit, known);
  const { kind, code, title } = item;
  return { ...edit, chosen: [...edit.chosen, { kind, code, title, isAdded: true, reason: null, words: '' }] };
}

/** One place up (-1) or down (1) among what stands first; at the ends it stays. */
export function move(edit: ListEdit, item: Named, step: -1 | 1): ListEdit {
  const from = edit.chosen.findIndex((one) => isSame(one, item));
  const to = from + step;
  if (from < 0 || to < 0 || to >= edit.chosen.length) return edit;
  const chosen = [...edit.chosen];
  chosen.splice(to, 0, ...chosen.splice(from, 1));
  return { ...edit, chosen };
}

export function because(edit: ListEdit, item: Named, reason: ReviewReason | null): ListEdit {
  const set = <T extends Named & { reason: ReviewReason | null }>(all: readonly T[]): T[] => all.map((one) => (isSame(one, item) ? { ...one, reason } : one));
  return { chosen: set(edit.chosen), hidden: set(edit.hidden) };
}

export function saying(edit: ListEdit, item: Named, words: string): ListEdit {
  return { ...edit, chosen: edit.chosen.map((one) => (isSame(one, item) ? { ...one, words } : one)) };
}

/** What keeps a list from being signed; null for a sound one. */
export function faultOf({ chosen, hidden }: ListEdit, computed: readonly ComputedItem[]): EditFault | null {
  if (chosen.length > mostChosen) return 'many';
  if (computed.length > 0 && hidden.length === computed.length && chosen.length === 0) return 'none';
  if ([...chosen, ...hidden].some(({ reason }) => reason === null)) return 'reason';
  return chosen.some(({ words }) => words.trim().length > longestWords) ? 'words' : null;
}

/** As the server takes it: what is first in its order, then what is hidden. Only of a list without a fault. */
export function changesOf({ chosen, hidden }: ListEdit): ReviewChange[] {
  const sure = ({ reason }: { reason: ReviewReason | null }): ReviewReason => {
    if (reason === null) throw new Error('A change without a reason is signed by nobody.');
    return reason;
  };
  return [
    ...chosen.map((one) => ({ kind: one.kind, code: one.code, verdict: one.isAdded ? ('added' as const) : ('preferred' as const), reason: sure(one), words: one.words.trim() || null })),
    ...hidden.map((one) => ({ kind: one.kind, code: one.code, verdict: 'hidden' as const, reason: sure(one), words: null })),
  ];
}

/** What was signed, as the beginning of the next version. */
export function editOf(choices: readonly ReviewChoice[]): ListEdit {
  return {
    chosen: choices
      .filter(({ verdict }) => verdict === 'preferred' || verdict === 'added')
      .map(({ kind, code, title, verdict, reason, words }) => ({ kind, code, title, isAdded: verdict === 'added', reason, words: words ?? '' })),
    hidden: choices.filter(({ verdict }) => verdict === 'hidden').map(({ kind, code, reason }) => ({ kind, code, reason })),
  };
}

/** An edit of an earlier list over the one computed now: nothing hidden that is not there, and added is what is not computed. */
export function settled(edit: ListEdit, computed: readonly ComputedItem[]): ListEdit {
  const isComputed = (item: Named): boolean => computed.some((one) => isSame(one, item));
  return { chosen: edit.chosen.map((one) => ({ ...one, isAdded: !isComputed(one) })), hidden: edit.hidden.filter(isComputed) };
}
