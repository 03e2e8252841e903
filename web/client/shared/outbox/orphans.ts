import { ApiFault } from '../net/api';
import type { AnswerLog, Batch } from './answerLog';
import { backoffMs, type Pace } from './pace';
import type { Transport } from './transport';

const batchLimit = 50;
/** Then the next page that opens here tries: the server knows an epoch's numbers again. */
const mostTries = 8;

/**
 * Hands the server what a superseded device still holds, under the epoch it held. It is kept beside the log, flagged, once.
 *
 * @returns how many it holds now, without those it takes in no way; null when some of them are still here alone
 */
export async function handOver(log: AnswerLog, epoch: number, http: Transport, pace: Pace): Promise<number | null> {
  return handAll(await log.batches(batchLimit), epoch, http, pace);
}

async function handAll(batches: readonly Batch[], epoch: number, http: Transport, pace: Pace): Promise<number | null> {
  let held = 0;
  for (const batch of batches) {
    const taken = await handOne(batch, epoch, http, pace);
    if (taken === null) return null;
    held += taken;
  }
  return held;
}

async function handOne(batch: Batch, epoch: number, http: Transport, pace: Pace): Promise<number | null> {
  for (let tries = 0; tries < mostTries; tries++) {
    try {
      const reply = await http.put({ e: epoch, n: batch.first, a: batch.answers });
      switch (reply.status) {
        case 'ok':
        case 'superseded':
          return batch.answers.length;
        case 'invalid':
          return handApart(batch, epoch, http, pace);
        case 'busy':
          await pace.sleep(reply.retryMs * (0.75 + 0.5 * pace.random()));
          break;
        case 'gap':
        case 'closed':
          return null;
      }
    } catch (error) {
      if (!(error instanceof ApiFault) || !error.passing) return null;
      await pace.sleep(error.retryAfterMs ?? backoffMs(tries + 1, pace.random()));
    }
  }
  return null;
}

/** One of the batch is guilty, and the server takes it in no way; the others go one by one. */
async function handApart({ first, answers }: Batch, epoch: number, http: Transport, pace: Pace): Promise<number | null> {
  if (answers.length === 1) return 0;
  return handAll(answers.map((answer, index) => ({ first: first + index, answers: [answer] })), epoch, http, pace);
}
