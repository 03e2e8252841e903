import type { ProfessionView } from '../shared/net/studentResultWire';
import type { Group } from './recommendation';

export type Mark = 'yes' | 'no';
/** In the order of marking. */
export type Marks = ReadonlyMap<string, Mark>;

export interface Regrouped {
  mine: ProfessionView[];
  groups: Group[];
  putOff: ProfessionView[];
}

/** The same mark again takes it back. */
export function toggled(marks: Marks, code: string, mark: Mark): Marks {
  const next = new Map(marks);
  next.delete(code);
  if (marks.get(code) !== mark) next.set(code, mark);
  return next;
}

/** Takes what is marked out of its groups; nothing else of the result is touched. */
export function regroup(groups: readonly Group[], marks: Marks): Regrouped {
  const all = new Map(groups.flatMap(({ professions }) => professions).map((one) => [one.code, one]));
  const marked = (mark: Mark): ProfessionView[] =>
    [...marks].flatMap(([code, one]) => (one === mark ? (all.get(code) ?? []) : []));
  return {
    mine: marked('yes'),
    groups: groups.map((group) => ({ ...group, professions: group.professions.filter(({ code }) => !marks.has(code)) })),
    putOff: marked('no'),
  };
}

/** Where to go on reading when a profession leaves its group: the next one, else the one before, else none. */
export function neighbourOf(lists: readonly (readonly ProfessionView[])[], code: string): string | null {
  for (const list of lists) {
    const index = list.findIndex((one) => one.code === code);
    if (index >= 0) return (list[index + 1] ?? list[index - 1])?.code ?? null;
  }
  return null;
}
