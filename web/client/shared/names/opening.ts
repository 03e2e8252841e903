import { ApiFault, get } from '../net/api';
import { barOf, loadMe } from '../net/staff';
import { SealFault } from './bytes';
import { keptKey } from './keep';
import { openList, type NameList } from './list';
import { unwrap } from './schoolKey';
import type { ClassNames } from './wire';

/** Why a class's names are not to be seen here and now. */
export type Closed = 'signIn' | 'denied' | 'locked' | 'noKey' | 'noList' | 'broken' | 'offline';

export type Opening = { names: NameList } | { closed: Closed };

/** Whether this browser lets a page encrypt at all; over plain http it does not. */
export function canOpenNames(): boolean {
  return window.isSecureContext && typeof crypto.subtle === 'object';
}

/** A class's names, joined in this browser: for whoever is signed in here and has opened their key. */
export async function openClass(classId: string): Promise<Opening> {
  try {
    const me = await loadMe();
    if (!me.acts.includes('readNames')) return { closed: 'denied' };
    const found = await get<ClassNames>(`/api/names/classes/${encodeURIComponent(classId)}`);
    if (found.list === null) return { closed: 'noList' };
    if (found.wrapped === null) return { closed: 'noKey' };
    const kept = await keptKey(me.id, me.word);
    if (kept === null) return { closed: 'locked' };
    const key = await unwrap(found.wrapped, kept.key, kept, found.schoolId, found.generation);
    return { names: await openList({ ...found.list, classId }, key) };
  } catch (error) {
    if (error instanceof SealFault) return { closed: 'broken' };
    return { closed: error instanceof ApiFault && error.status === 404 ? 'denied' : barOf(error) };
  }
}
