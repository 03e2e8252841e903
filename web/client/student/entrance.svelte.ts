import { ApiFault, post } from '../shared/net/api';
import type { EnterReply, QueuedReply } from '../shared/net/wire';
import { deviceId } from '../shared/outbox/deviceId';

export type EntranceState = 'ready' | 'asking' | 'queued' | 'occupied';
export type EntranceFault = 'empty' | 'code-unknown' | 'session-finished' | 'sitting-over' | 'too-many-attempts' | 'entry-closed' | 'offline' | 'server';

const retryMs = 2_000;

const keptCode = 'entering';

/** The code somebody was waiting with before this page was loaded again, or nothing. */
export function codeInQueue(): string {
  return sessionStorage.getItem(keptCode) ?? '';
}

/** From a typed code to a session; when many come at once, a place in the queue that a reload keeps. An occupied one is asked for again every two seconds until the teacher's tap. */
export class Entrance {
  state = $state<EntranceState>('ready');
  fault = $state<EntranceFault | null>(null);
  /** Seconds to wait after too many attempts. */
  waitSeconds = $state(0);
  /** How many stand before in the queue. */
  ahead = $state(0);
  private attempt = 0;

  constructor(private readonly entered: (reply: EnterReply) => void) {}

  async enter(code: string): Promise<void> {
    const attempt = ++this.attempt;
    const isCurrent = (): boolean => attempt === this.attempt;
    this.fault = null;
    if (code.length === 0) {
      this.fault = 'empty';
      return;
    }
    this.state = 'asking';
    while (isCurrent()) {
      try {
        const reply = await post<EnterReply | QueuedReply>('/api/session/enter', { code, deviceId: deviceId() });
        if (!isCurrent()) return;
        if ('ahead' in reply) {
          this.ahead = reply.ahead;
          this.state = 'queued';
          sessionStorage.setItem(keptCode, code);
          await pause(reply.retryMs);
          continue;
        }
        sessionStorage.removeItem(keptCode);
        this.entered(reply);
        return;
      } catch (error) {
        if (!isCurrent()) return;
        if (!(error instanceof ApiFault)) throw error;
        const isTold = error.code === 'entry-closed' || error.status === 429;
        const asksAgain = error.code === 'session-occupied' || error.code === 'moving' || ((this.state === 'occupied' || this.state === 'queued') && error.passing && !isTold);
        if (!asksAgain) {
          this.state = 'ready';
          sessionStorage.removeItem(keptCode);
          this.refuse(error);
          return;
        }
        if (error.code === 'session-occupied') this.state = 'occupied';
        await pause(error.retryAfterMs ?? retryMs);
      }
    }
  }

  cancel(): void {
    this.attempt++;
    this.state = 'ready';
    sessionStorage.removeItem(keptCode);
  }

  private refuse(error: ApiFault): void {
    if (error.status === 429) {
      this.fault = 'too-many-attempts';
      void this.countDown(Math.ceil((error.retryAfterMs ?? 30_000) / 1000));
    } else if (error.code === 'entry-closed') this.fault = 'entry-closed';
    else if (error.code === 'code-unknown' || error.status === 404 || error.status === 400) this.fault = 'code-unknown';
    else if (error.code === 'sitting-over') this.fault = 'sitting-over';
    else if (error.code === 'session-finished' || error.status === 410) this.fault = 'session-finished';
    else this.fault = error.status === 0 ? 'offline' : 'server';
  }

  private async countDown(seconds: number): Promise<void> {
    for (this.waitSeconds = seconds; this.waitSeconds > 0; this.waitSeconds--) await pause(1_000);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
