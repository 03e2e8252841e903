import { Drafts } from '../../shared/files/drafts';
import type { ObserverAnswer } from '../../shared/net/observerWire';

/** What a colleague has answered and not sent, by account, student and questions. It goes when it is sent or declined and with the sign-out; anybody else's goes with the sign-in. */
export const formDrafts = new Drafts<readonly (ObserverAnswer | null)[]>('observer-forms');

/** The account stands first. */
export function draftOf(account: string, ...rest: readonly (string | number)[]): string {
  return [account, ...rest].join('|');
}

export function isDraftOf(account: string): (of: string) => boolean {
  return (of) => of.startsWith(draftOf(account, ''));
}
