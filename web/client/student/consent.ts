import type { EnterReply } from '../shared/net/wire';
import type { SessionRecord } from '../shared/outbox/database';

/**
 * The decision to go on with after the code was typed; null asks. Before the start only what was agreed to on this very device counts: whoever
 * had the card earlier does not agree for the one who sits down with it. A session that has begun is taken over as it is.
 */
export function consentOf(reply: Pick<EnterReply, 'state' | 'consent'>, known: Pick<SessionRecord, 'consent' | 'consentText'> | null): boolean | null {
  const isOwn = known?.consent === true && known.consentText !== undefined;
  return reply.state !== 'issued' || isOwn ? reply.consent : null;
}
