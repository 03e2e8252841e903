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
}

/**
 * A school's first key, or a new one: every list encrypted anew, the key wrapped for those who stay and by a new recovery key. The old key
 * opens the lists and nothing after it.
 */
export async function prepareChange(
  school: string,
  old: SchoolKey | null,
  lists: readonly SealedList[],
  stay: readonly NameReader[],
  recovery: string,
): Promise<{ key: SchoolKey; change: KeyChange }> {
  const from = old?.generation ?? 0;
  const key = await makeSchoolKey(school, from + 1);
  const typed = await readRecovery(recovery);
  if ('fault' in typed) throw new Error(typed.fault);
  const change: KeyChange = { from, recovery: await sealByRecovery(key, typed.secret), wraps: [], lists: [] };
  for (const { id, publicKey } of stay) {
    if (publicKey !== null) change.wraps.push({ accountId: id, publicKey, wrapped: await wrapFor(key, id, publicKey) });
  }
  for (const list of lists) {
    if (old === null) throw new Error('A first key has no lists before it.');
    const revision = list.revision + 1;
    change.lists.push({ classId: list.classId, revision, sealed: await sealList(await openList(list, old), key, list.classId, revision) });
  }
  return { key, change };
}
