import { ApiFault, call, get } from './api';
import type { StaffMe } from './staffWire';

/** What every change of a signed-in browser must carry; kept in memory only. */
let word: string | null = null;

const refusals = ['word-missing', 'sign-in', 'board-locked'];

/** Who is signed in here; throws an ApiFault with status 401 when nobody is. */
export async function loadMe(): Promise<StaffMe> {
  word = null;
  const me = await get<StaffMe | undefined>('/api/staff/me');
  // A browser that was never signed in here is answered with nothing instead of a refusal.
  if (me === undefined) throw new ApiFault(401, 'sign-in', null);
  word = me.word;
  return me;
}

/** A change with the word of whoever is signed in; without one where nobody is, as a board opened by its PIN needs none. */
export async function staffPost<T = void>(path: string, body: unknown = {}): Promise<T> {
  const known = word;
  if (known === null) await askWord();
  try {
    return await send<T>(path, body);
  } catch (error) {
    // Another tab may have signed in anew, which has a word of its own. Nothing was done yet.
    if (known === null || !(error instanceof ApiFault && refusals.includes(error.code))) throw error;
    await askWord();
    if (word === null || word === known) throw error;
    return await send<T>(path, body);
  }
}

/** What a change that is no JSON carries. */
export async function staffHeaders(): Promise<Record<string, string>> {
  if (word === null) await askWord();
  return word === null ? {} : { 'X-Staff': word };
}

/** What keeps a page from being shown, whichever call was refused. */
export function barOf(error: unknown): 'signIn' | 'denied' | 'offline' {
  if (!(error instanceof ApiFault)) throw error;
  if (error.status === 401 || error.code === 'code-due' || error.code === 'factor-due') return 'signIn';
  return error.status === 403 ? 'denied' : 'offline';
}

/** Where one comes back to after signing in. */
export function signInAddress(path: string): string {
  return `/staff#to=${path}`;
}

const send = <T>(path: string, body: unknown): Promise<T> =>
  call<T>('POST', path, { body, headers: word === null ? undefined : { 'X-Staff': word } });

async function askWord(): Promise<void> {
  try {
    await loadMe();
  } catch (error) {
    if (!(error instanceof ApiFault)) throw error;
  }
}
