import { AnswerLog } from './answerLog';
import type { Database, SessionRecord } from './database';
import { deviceId } from './deviceId';
import { SessionLink, type LinkHost } from './link';
import { realPace, type Pace } from './pace';
import type { Sessions } from './sessions';
import { whenUnclaimed } from './tabs';
import { httpTransport, type Transport } from './transport';

/** So often in a row a session is asked that takes nothing; the next page that opens here asks again. */
const mostGreetings = 6;

/**
 * Sends home what earlier students left unsent on this device (they changed seats, the next one entered a code), finishes what they
 * wished to finish, then deletes it from here. A session that goes on elsewhere is not taken back: its answers are handed to the server
 * to be kept beside the log.
 */
export async function sendForgotten(
  db: Database | null,
  sessions: Sessions,
  currentSid: () => string,
  pace: Pace = realPace,
  way: (record: SessionRecord) => Transport = (record) => httpTransport(() => record.token),
): Promise<void> {
  if (db === null) return;
  for (const record of await sessions.readOthers('')) {
    if (record.sid === currentSid()) continue;
    await whenUnclaimed(record.sid, async (certain) => {
      const log = await AnswerLog.open(db, record);
      const isOwed = record.epoch !== null && (log.pending > 0 || record.finishing === true);
      const homeUpTo = isOwed ? await carry(log, record, way(record), pace) : log.pending === 0 ? log.acked : null;
      if (homeUpTo !== null && certain && record.sid !== currentSid()) await sessions.wipeIfUnmoved(record, homeUpTo).catch(() => undefined);
    });
  }
}

/**
 * Ends when nothing is owed any more, and also where only a person's word could move it on: those behind it go next.
 *
 * @returns the highest number that the server holds in one way or another, or null while something is still here alone
 */
async function carry(log: AnswerLog, record: SessionRecord, http: Transport, pace: Pace): Promise<number | null> {
  let link: SessionLink | null = null;
  let owesFinish = record.finishing === true;
  let isElsewhere = false;
  let isKeptBeside = false;
  let greetings = 0;
  let mark = log.acked;
  const stop = (): void => link?.stop();
  const host: LinkHost = {
    epoch: record.epoch,
    deviceId: deviceId(),
    run: null,
    phase: (phase) => {
      if (phase !== 'superseded') return;
      isElsewhere = true;
      stop();
    },
    moved: () => {
      if (log.pending === 0 && !owesFinish) stop();
    },
    greeted: ({ consent, parent }) => {
      greetings = log.acked > mark ? 1 : greetings + 1;
      mark = log.acked;
      if (consent === false || (parent ?? 'none') !== 'none' || greetings > mostGreetings) stop();
    },
    lesson: () => undefined,
    next: () => undefined,
    finished: () => {
      // The key is nobody's here: its owner gets it on paper.
      owesFinish = false;
      stop();
    },
    closed: () => {
      // Finished without a key to tell, or over: there is nothing left to wish for.
      owesFinish = false;
      stop();
    },
    repeatConsent: async () => stop(),
    refused: () => undefined,
    orphaned: () => (isKeptBeside = true),
    lockedOut: stop,
  };
  link = new SessionLink(log, host, () => Promise.reject(new Error('plain HTTP only')), http, pace);
  if (owesFinish) link.finish();
  await link.run();
  if (isKeptBeside) {
    const { first, answers } = await log.unsent();
    return first + answers.length - 1;
  }
  return log.pending === 0 && (isElsewhere || !owesFinish) ? log.acked : null;
}
