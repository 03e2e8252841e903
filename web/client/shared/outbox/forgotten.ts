import { AnswerLog } from './answerLog';
import type { Database, SessionRecord } from './database';
import { deviceId } from './deviceId';
import { SessionLink, type LinkHost } from './link';
import { realPace, type Pace } from './pace';
import type { Sessions } from './sessions';
import { whenUnclaimed } from './tabs';
import { httpTransport, type Transport } from './transport';

/**
 * Sends home what earlier students left unsent on this device (they changed seats, the next one entered a code), then
 * deletes it from here. A session that goes on elsewhere is not taken back: its answers stay until its owner returns.
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
      if (log.pending > 0 && record.epoch !== null) await carry(log, record, way(record), pace);
      const isHome = log.pending === 0 || record.resultKey !== null;
      if (isHome && certain && record.sid !== currentSid()) await sessions.wipeIfUnmoved(record, log.acked).catch(() => undefined);
    });
  }
}

async function carry(log: AnswerLog, record: SessionRecord, http: Transport, pace: Pace): Promise<void> {
  let link: SessionLink | null = null;
  const stop = (): void => link?.stop();
  const host: LinkHost = {
    epoch: record.epoch,
    deviceId: deviceId(),
    run: null,
    phase: (phase) => {
      if (phase === 'superseded') stop();
    },
    moved: () => {
      if (log.pending === 0) stop();
    },
    greeted: () => undefined,
    lesson: () => undefined,
    finished: stop,
    closed: stop,
    repeatConsent: async () => stop(),
    refused: () => undefined,
    lockedOut: stop,
  };
  link = new SessionLink(log, host, () => Promise.reject(new Error('plain HTTP only')), http, pace);
  await link.run();
}
