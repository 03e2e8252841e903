import { sealPast } from './chain';
import { openList, sealList, type SealedList } from './list';
import { readRecovery, sealByRecovery } from './recovery';
import { makeSchoolKey, wrapFor, type SchoolKey } from './schoolKey';
import type { NameReader } from './wire';

/** What the server takes as a whole or not at all. */
export interface KeyChange {
  from: number;
  recovery: string;
  wraps: { accountId: string; publicKey: string; wrapped: string }[];
  lists: { classId: string; revision: number; sealed: string }[];
  /** Nobody can open the old lists and notes any more: they go. */
  dropLists: boolean;
  /** The old key sealed with the new one: notes stay as they are, and whoever changes the key never reads them. */
  past: string | null;
}

/**
 * A school's first key, or a new one: every list encrypted anew, the key wrapped for those who stay and by a new recovery key. Without the
 * old key there are no lists to carry over: those of a school that had one are dropped.
 */
export async function prepareChange(
  school: { id: string; generation: number },
  old: SchoolKey | null,
  lists: readonly SealedList[],
  stay: readonly NameReader[],
  recovery: string,
): Promise<{ key: SchoolKey; change: KeyChange }> {
  const from = school.generation;
  const key = await makeSchoolKey(school.id, from + 1);
  const typed = await readRecovery(recovery);
  if ('fault' in typed) throw new Error(typed.fault);
  const change: KeyChange = { from, recovery: await sealByRecovery(key, typed.secret), wraps: [], lists: [], dropLists: old === null && from > 0, past: null };
  if (old !== null) change.past = await sealPast(old, key);
  for (const { id, publicKey } of stay) {
    if (publicKey !== null) change.wraps.push({ accountId: id, publicKey, wrapped: await wrapFor(key, id, publicKey) });
  }
  for (const list of lists) {
    if (old === null) throw new Error('Without the old key no list opens.');
    const revision = list.revision + 1;
    change.lists.push({ classId: list.classId, revision, sealed: await sealList(await openList(list, old), key, list.classId, revision) });
  }
  return { key, change };
}
