import { decoded } from '../shared/net/decoded';

export type StaffView = 'home' | 'people' | 'journal' | 'held' | 'names' | 'consent' | 'account' | 'results' | 'campaign' | 'access' | 'duties' | 'readiness' | 'makeup' | 'paper' | 'sittings' | 'addressed' | 'summary';

/** What stands behind the hash of /staff. */
export type Address = { kind: 'invite'; token: string } | { kind: 'to'; path: string } | { kind: 'view'; view: StaffView; room?: string };

const views: readonly StaffView[] = ['home', 'people', 'journal', 'held', 'names', 'consent', 'account', 'results', 'campaign', 'access', 'duties', 'readiness', 'makeup', 'paper', 'sittings', 'addressed', 'summary'];

/** Pages of ours that one may come back to after signing in; any other address is not followed. */
const returnable = /^\/(?:setup|review|region|board\/[\w%.~-]+)$/;

export function readAddress(hash: string): Address {
  const text = hash.replace(/^#/, '');
  if (text.startsWith('invite=')) return { kind: 'invite', token: decoded(text.slice('invite='.length)) };
  if (text.startsWith('to=')) {
    const path = [text.slice('to='.length), decoded(text.slice('to='.length))].find((one) => returnable.test(one));
    return path === undefined ? { kind: 'view', view: 'home' } : { kind: 'to', path };
  }
  if (text.startsWith('results=')) return { kind: 'view', view: 'results', room: decoded(text.slice('results='.length)) };
  return { kind: 'view', view: views.find((view) => view === text) ?? 'home' };
}

/** What a sign-in provider sends the browser back with; null on any other way here. A refusal there has no code. */
export function readReturn(search: string): { state: string; code: string } | null {
  const query = new URLSearchParams(search);
  const state = query.get('state');
  return state === null ? null : { state, code: query.get('code') ?? '' };
}
