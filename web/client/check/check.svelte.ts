import { ApiFault, call, post } from '../shared/net/api';
import { longestOpener } from '../shared/net/decoded';
import type { CheckOpened, CheckVerdict, DeviceMeasurements } from '../shared/net/readinessWire';
import { browserOf, features, screenNow } from './browser';
import { checkMs, everyMs, measureConnection, replyLimitMs } from './connection';
import { checkDevice, keepNumber } from './device';
import { checkPackage } from './packages';
import { checkSocket } from './socket';
import { checkStorage, freeMb } from './storage';

export type CheckStage = 'opening' | 'ask' | 'running' | 'sending' | 'unsent' | 'done' | 'shut';
/** Why nothing can be checked. */
export type CheckFault = 'unknown' | 'over' | 'full' | 'many' | 'offline' | 'closed';

/** One device's check of itself, from the link to the verdict. */
export class Check {
  stage = $state<CheckStage>('opening');
  fault = $state<CheckFault>('unknown');
  room = $state.raw<CheckOpened | null>(null);
  number = $state(0);
  /** Requests sent, as the part that is done. */
  doneMs = $state(0);
  measured = $state.raw<DeviceMeasurements | null>(null);
  result = $state.raw<CheckVerdict | null>(null);
  private readonly device = checkDevice();

  constructor(private readonly link: string) {}

  async open(): Promise<void> {
    if (this.link.length > longestOpener) {
      this.shut('unknown');
      return;
    }
    this.stage = 'opening';
    try {
      this.room = await post<CheckOpened>('/api/check/open', { link: this.link });
      this.stage = 'ask';
    } catch (error) {
      this.shut(faultOf(error));
    }
  }

  async run(number: number): Promise<void> {
    // The ticket of the socket lasts a minute, and the number may have been typed late.
    await this.open();
    const room = this.room;
    if (this.stage !== 'ask' || room === null) return;
    keepNumber(number);
    this.number = number;
    this.doneMs = 0;
    this.stage = 'running';
    // A class that starts at once is spread over one step, as students are.
    await pause(Math.random() * everyMs);
    const [socket, storage, free, battery, connection] = await Promise.all([
      checkSocket(room.ticket),
      checkStorage(),
      freeMb(),
      checkPackage(room.packageHash),
      measureConnection(
        {
          send: async () => (await call<{ nowMs: number }>('POST', '/api/check/probe', { token: room.token, body: {}, timeoutMs: replyLimitMs })).nowMs,
          now: () => performance.now(),
          wallClock: () => Date.now(),
          pause,
        },
        (sent) => (this.doneMs = Math.min(sent * everyMs, checkMs)),
      ),
    ]);
    this.measured = { ...connection, socket, storage, freeMb: free, ...screenNow(), ...browserOf(navigator.userAgent), ...features(), package: battery };
    await this.send();
  }

  /** What was measured stays until it has arrived. */
  async send(): Promise<void> {
    if (this.room === null || this.measured === null) return;
    this.stage = 'sending';
    try {
      this.result = await post<CheckVerdict>('/api/check/done', { device: this.device, number: this.number, measured: this.measured }, this.room.token);
      this.stage = 'done';
    } catch (error) {
      const fault = faultOf(error);
      if (fault === 'offline' || fault === 'many') this.stage = 'unsent';
      else this.shut(fault);
    }
  }

  private shut(fault: CheckFault): void {
    this.fault = fault;
    this.stage = 'shut';
  }
}

export function faultOf(error: unknown): CheckFault {
  if (!(error instanceof ApiFault)) throw error;
  if (error.status === 404) return 'unknown';
  if (error.status === 410) return 'over';
  if (error.status === 409) return 'full';
  if (error.status === 429) return 'many';
  return error.status === 401 || error.status === 400 ? 'closed' : 'offline';
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
