import { ApiFault, call, post } from '../shared/net/api';
import { staffPost } from '../shared/net/staff';
import type { Accommodation, BoardSeat, BoardView, LessonMessage, LessonState, SeatRun, SeatState } from '../shared/net/wire';
import { backoffMs } from '../shared/outbox/pace';

export type BoardStage = 'loading' | 'locked' | 'unknown' | 'open';
export type PinFault = 'pin-wrong' | 'board-unknown' | 'too-many-attempts' | 'offline';

const pollMs = 2_000;
/** An open hub that tells nothing for so long is asked besides: a phone that lost its Wi-Fi does not notice by itself. */
const quietMs = 12_000;
const answerMs = 5_000;
const hubRetryMs = 30_000;
/** Fewer are on their way at any moment. */
const manyUnsent = 5;

/** The class as the teacher sees it: pushed by the hub, or asked for every two seconds. */
export class Board {
  stage = $state<BoardStage>('loading');
  view = $state.raw<BoardView | null>(null);
  /** Nothing fresh for a while: what is shown may be old. */
  stale = $state(false);
  pinFault = $state<PinFault | null>(null);
  actionFault = $state(false);
  private hub: { stop(): Promise<void> } | null = null;
  private hubAgainAt = 0;
  private failures = 0;
  private heardAt = 0;

  constructor(readonly link: string) {}

  get address(): string {
    return `/api/board/${encodeURIComponent(this.link)}`;
  }

  async start(): Promise<void> {
    for (;;) {
      if (this.hub === null || this.stale || performance.now() - this.heardAt >= quietMs) await this.poll();
      if (this.stage === 'open' && this.hub === null && performance.now() >= this.hubAgainAt) await this.openHub();
      await pause(this.stage === 'open' && !this.stale ? pollMs : Math.max(1_000, backoffMs(this.failures, Math.random())));
      if (this.stage === 'locked' || this.stage === 'unknown') return;
    }
  }

  async unlock(pin: string): Promise<void> {
    this.pinFault = null;
    try {
      await post(`${this.address}/enter`, { pin });
      this.stage = 'loading';
      void this.start();
    } catch (error) {
      this.pinFault = faultOf(error);
    }
  }

  async setLesson(lesson: LessonState): Promise<void> {
    await this.act(`${this.address}/lesson`, { lesson }, (view) => ({ ...view, run: lesson }));
  }

  /** For one seat, or for all with null. */
  async giveTime(seat: number | null, minutes: number): Promise<void> {
    await this.act(`${this.address}/time`, { seat, minutes }, (view) => view);
  }

  async setConditions(seat: number, accommodation: Accommodation): Promise<void> {
    await this.act(`${this.address}/accommodation`, { seat, accommodation }, (view) => ({
      ...view,
      seats: view.seats.map((one) => (one.seat === seat ? { ...one, accommodation } : one)),
    }));
  }

  /** Pauses the lesson for one seat, ends it there, or lets the seat go on with its class. */
  async setSeat(seat: number, run: SeatRun): Promise<void> {
    await this.act(`${this.address}/seat`, { seat, run }, (view) => ({
      ...view,
      seats: view.seats.map((one) => (one.seat === seat ? { ...one, halt: run === 'running' ? null : run } : one)),
    }));
  }

  /** Shows a prepared message at one seat, or at all with null. True when it was taken. */
  async say(seat: number | null, message: LessonMessage): Promise<boolean> {
    return this.act(`${this.address}/message`, { seat, message }, (view) => view);
  }

  async allowMove(seat: number): Promise<void> {
    await this.act(`${this.address}/takeover`, { seat }, (view) => ({
      ...view,
      seats: view.seats.map((one) => (one.seat === seat ? { ...one, wantsMove: false } : one)),
    }));
  }

  /** Shows the step at once; the next snapshot confirms or corrects it. */
  private async act(path: string, body: unknown, shown: (view: BoardView) => BoardView): Promise<boolean> {
    this.actionFault = false;
    let isDone = false;
    try {
      await staffPost(path, body);
      isDone = true;
      if (this.view !== null) this.view = shown(this.view);
    } catch (error) {
      // 409: another phone was faster, or the student has gone on; the snapshot tells.
      if (!(error instanceof ApiFault && error.status === 409)) this.actionFault = true;
    }
    await this.poll();
    return isDone;
  }

  private async poll(): Promise<void> {
    try {
      this.show(await call<BoardView>('GET', this.address, { timeoutMs: answerMs }));
    } catch (error) {
      if (error instanceof ApiFault && error.status === 401) this.stage = 'locked';
      else if (error instanceof ApiFault && error.status === 404) this.stage = 'unknown';
      else {
        this.failures++;
        this.stale = true;
      }
    }
  }

  private show(view: BoardView): void {
    this.failures = 0;
    this.heardAt = performance.now();
    this.stale = false;
    this.stage = 'open';
    // A late snapshot is not shown over a newer one.
    if (this.view === null || view.revision >= this.view.revision || view.classId !== this.view.classId) this.view = view;
  }

  private async openHub(): Promise<void> {
    this.hubAgainAt = performance.now() + hubRetryMs;
    try {
      const { openBoardHub } = await import('./boardHub');
      this.hub = await openBoardHub(
        this.link,
        (view) => this.show(view),
        () => (this.hub = null),
      );
      // What changed between the last answer and the subscription.
      await this.poll();
    } catch {
      // Polling goes on.
    }
  }
}

/** For how many whole minutes nothing was heard from a seat whose link is lost; null when nobody knows. */
export function silentMinutes(seat: BoardSeat, nowMs: number | undefined, sinceMs: number): number | null {
  return seat.heardAtMs == null || nowMs === undefined ? null : Math.max(0, Math.floor((nowMs - seat.heardAtMs + sinceMs) / 60_000));
}

/** Seats by need: who needs a hand first. */
export function byNeed(seats: readonly BoardSeat[], run: LessonState): BoardSeat[] {
  return seats
    .filter((seat) => !seat.spare || seat.state !== 'empty' || seat.wantsMove)
    .map((seat) => ({ seat, need: needOf(seat, run) }))
    .sort((a, b) => a.need - b.need || a.seat.seat - b.seat.seat)
    .map(({ seat }) => seat);
}

const holdable: readonly SeatState[] = ['deciding', 'waiting', 'answering', 'linkLost', 'left'];

/** Whether a seat can be paused or ended now, or let go on. */
export function canHold(seat: BoardSeat, run: LessonState): boolean {
  return seat.halt != null ? seat.state !== 'finished' : holdable.includes(seat.state) && (run === 'running' || run === 'paused');
}

export function needsHand(seat: BoardSeat): boolean {
  return seat.wantsMove || seat.state === 'linkLost';
}

function needOf(seat: BoardSeat, run: LessonState): number {
  if (seat.wantsMove) return 0;
  if (seat.state === 'linkLost') return 1;
  if ((seat.unsent ?? 0) >= manyUnsent) return 2;
  if (run !== 'lobby' && seat.state === 'deciding') return 3;
  return 4;
}

function faultOf(error: unknown): PinFault {
  if (!(error instanceof ApiFault)) throw error;
  if (error.status === 429) return 'too-many-attempts';
  if (error.status === 404) return 'board-unknown';
  return error.status === 401 || error.status === 400 ? 'pin-wrong' : 'offline';
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
