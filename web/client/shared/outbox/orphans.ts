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
 * @returns false when some of it is still here alone
 */
export async function handOver(log: AnswerLog, epoch: number, http: Transport, pace: Pace): Promise<boolean> {
  for (const batch of await log.batches(batchLimit)) {
    if (!(await handOne(batch, epoch, http, pace))) return false;
  }
  return true;
}

async function handOne(batch: Batch, epoch: number, http: Transport, pace: Pace): Promise<boolean> {
  for (let tries = 0; tries < mostTries; tries++) {
    try {
      const reply = await http.put({ e: epoch, n: batch.first, a: batch.answers });
      switch (reply.status) {
        case 'ok':
        case 'superseded':
          return true;
        case 'invalid':
          return handApart(batch, epoch, http, pace);
        case 'busy':
          await pace.sleep(reply.retryMs * (0.75 + 0.5 * pace.random()));
          break;
        case 'gap':
        case 'closed':
          return false;
      }
    } catch (error) {
      if (!(error instanceof ApiFault) || !error.passing) return false;
      await pace.sleep(error.retryAfterMs ?? backoffMs(tries + 1, pace.random()));
    }
  }
  return false;
}

/** One of the batch is guilty, and the server takes it in no way; the others go one by one. */
async function handApart({ first, answers }: Batch, epoch: number, http: Transport, pace: Pace): Promise<boolean> {
  if (answers.length === 1) return true;
  for (const [index, answer] of answers.entries()) {
    if (!(await handOne({ first: first + index, answers: [answer] }, epoch, http, pace))) return false;
  }
  return true;
}
