import { ApiFault } from '../net/api';
import type { Control, HelloReply, LessonState, NextTask, SessionState } from '../net/wire';
import type { AnswerLog } from './answerLog';
import { handOver } from './orphans';
import { backoffMs, Bell, type Pace } from './pace';
import { Route } from './route';
import type { OpenTransport, Transport } from './transport';

/** `occupied`: another device is alive in this session, and the teacher has not let this one in yet. */
export type LinkPhase = 'connecting' | 'online' | 'offline' | 'occupied' | 'superseded';

export interface LinkHost {
  /** The epoch this browser was given, or null to take the session over. */
  epoch: number | null;
  readonly deviceId: string;
  /** Where the lesson is as far as is known here. */
  readonly run: LessonState | null;
  phase(phase: LinkPhase): void;
  /** Marks moved: pending and saved counts are to be read again. */
  moved(): void;
  /** The server greeted: the epoch to keep, the lesson, what was decided. */
  greeted(reply: HelloReply): void;
  lesson(run: LessonState): void;
  /** What comes next where tasks are chosen by the answers. */
  next(tasks: readonly NextTask[]): void;
  finished(resultKey: string): void;
  /** The session takes no answers any more (finished or expired elsewhere). */
  closed(state: SessionState): void;
  /** The server has no decision to take part although one was made here: say it again. */
  repeatConsent(): Promise<void>;
  /** An answer was called invalid and was put aside. */
  refused(): void;
  /** The session went on elsewhere, and the server holds aside how many answers waited here. */
  orphaned(answers: number): void;
  /** The token no longer opens the session: the code must be entered again. */
  lockedOut(): void;
}

const batchLimit = 50;
const pollMs = 3_000;
const watchMs = 15_000;
const askAgainMs = 2_000;
/** A way that held for so long has worked, though there was nothing to send. */
const steadyMs = 5_000;
/** A put without an answer for this long is called no link, though the connection still hopes. */
const slowMs = 4_000;

/** Carries the log home: one put in flight, reconnecting without end, over whichever way works. */
export class SessionLink {
  private readonly bell = new Bell();
  private readonly route: Route;
  private stopped = false;
  private finishing = false;
  private sealed = false;
  private limit = batchLimit;
  private suspectUpTo = 0;
  private consent: boolean | null = null;
  /** A parent's word stands in the way: nothing is sent until it changes. */
  private held = false;
  private mustAsk = false;
  private runsHeard = 0;
  private greetedAt = 0;
  private failures = 0;

  constructor(
    private readonly log: AnswerLog,
    private readonly host: LinkHost,
    openHub: OpenTransport,
    private readonly http: Transport,
    private readonly pace: Pace,
  ) {
    this.route = new Route(openHub, http, pace, {
      control: (message) => this.onControl(message),
      broken: () => this.bell.ring(),
    });
  }

  /** Runs until stopped or superseded. */
  async run(): Promise<void> {
    this.host.phase('connecting');
    for (this.failures = 0; !this.stopped; this.failures++) {
      await this.rest(backoffMs(this.failures, this.pace.random()));
      if (this.stopped) break;
      try {
        const transport = await this.route.open();
        if (await this.greet(transport)) await this.serve(transport);
      } catch (error) {
        this.route.failed();
        if (error instanceof ApiFault && error.status === 401 && !this.stopped) {
          this.stop();
          this.host.lockedOut();
        } else if (error instanceof ApiFault && error.retryAfterMs !== null) {
          await this.rest(error.retryAfterMs);
        }
      }
      // Another hub that is open already is no lost link.
      if (!this.stopped && !this.route.isBetterReady) this.host.phase('offline');
    }
    this.route.close();
  }

  /** There is something new to send, or the network is back. */
  wake(): void {
    this.bell.ring();
  }

  /** Finishes as soon as every answer is acknowledged. */
  finish(): void {
    this.finishing = true;
    this.bell.ring();
  }

  stop(): void {
    this.stopped = true;
    this.route.close();
    this.bell.ring();
  }

  private async serve(transport: Transport): Promise<void> {
    // A hub proves itself by an answer: some open and carry nothing.
    if (transport.kind === 'http' && this.log.next(1) === null) this.route.worked(transport);
    const since = this.pace.now();
    try {
      await this.carry(transport);
    } finally {
      if (this.route.isBetterReady || this.pace.now() - since >= steadyMs) this.failures = -1;
    }
  }

  private async carry(transport: Transport): Promise<void> {
    while (!this.stopped && this.route.holds(transport)) {
      const batch = this.log.next(this.limit);
      // Over plain HTTP nothing is told: whoever answers without a rest asks in between.
      if (this.mustAsk || (transport.kind === 'http' && this.pace.now() - this.greetedAt > 2 * pollMs)) {
        this.mustAsk = false;
        await this.greet(transport);
      } else if (this.held) await this.hold(transport);
      else if (this.sealed) {
        await this.keepBeside();
        await this.sendFinish(transport);
      }
      else if (batch !== null) await this.send(transport, batch.first, batch.answers.length);
      else if (this.finishing && this.log.pending === 0) await this.sendFinish(transport);
      else await this.idle(transport);
    }
  }

  /** Nothing to send: the hub rings by itself, plain HTTP has to ask. */
  private async idle(transport: Transport): Promise<void> {
    if (transport.kind === 'hub') {
      // A step of the lesson may be told in the moment of greeting: who waits for one asks again now and then.
      await this.bell.wait(this.pace, this.host.run === 'running' ? undefined : this.jittered(watchMs));
      if (this.isQuiet(transport) && this.host.run !== 'running') await this.greet(transport);
      return;
    }
    this.route.probeHub();
    await this.bell.wait(this.pace, pollMs * (0.9 + 0.2 * this.pace.random()));
    if (this.isQuiet(transport)) await this.greet(transport);
  }

  /** Waits for the parents' word: the hub rings when it comes, and the server is asked now and then besides. */
  private async hold(transport: Transport): Promise<void> {
    await this.bell.wait(this.pace, this.jittered(transport.kind === 'hub' ? watchMs : pollMs));
    if (!this.stopped && this.route.holds(transport)) await this.greet(transport);
  }

  private isQuiet(transport: Transport): boolean {
    return !this.stopped && this.route.holds(transport) && this.log.next(1) === null && !this.finishing;
  }

  private async greet(transport: Transport): Promise<boolean> {
    for (;;) {
      const { epoch, deviceId } = this.host;
      const lastAck = this.log.acked;
      this.greetedAt = this.pace.now();
      const reply = await transport.hello({ epoch, deviceId, lastAck, clientNowMs: Date.now(), unsent: this.log.pending });
      if (this.stopped) return false;
      switch (reply.status) {
        case 'gap':
        case 'invalid':
          throw new Error(`hello: ${reply.status}`);
        case 'ok':
          this.host.epoch = reply.epoch;
          // Before anything is awaited: a step of the lesson told meanwhile is newer than this.
          // A start that is being spread is newer than a hello that still says lobby.
          if (reply.run !== 'lobby') this.runsHeard++;
          this.host.lesson(reply.run);
          this.consent = reply.consent;
          this.held = (reply.parent ?? 'none') !== 'none';
          await this.log.reconcile(reply.hw, reply.answers);
          this.host.greeted(reply);
          this.host.moved();
          this.host.phase('online');
          return this.goesOn(reply.state);
        case 'busy':
          await this.rest(this.jittered(reply.retryMs));
          if (this.stopped) return false;
          break;
        case 'superseded':
          if (epoch !== null) {
            await this.supersede();
            return false;
          }
          if (reply.state === 'finished') {
            // Finished elsewhere: no teacher's tap gives it back.
            this.stop();
            this.host.closed(reply.state);
            return false;
          }
          this.host.phase('occupied');
          await this.rest(this.jittered(askAgainMs));
          if (this.stopped) return false;
          break;
        case 'closed':
          return this.goesOn(reply.state);
      }
    }
  }

  /** A finished session still gives its result key; an expired one gives nothing more. */
  private goesOn(state: SessionState): boolean {
    if (state === 'expired') {
      this.stop();
      this.host.closed(state);
      return false;
    }
    this.sealed = state === 'finished';
    return true;
  }

  private async send(transport: Transport, first: number, count: number): Promise<void> {
    const batch = this.log.next(count)!;
    const behind = this.log.pending - batch.answers.length;
    const reply = await this.watched(transport.put({ e: this.host.epoch ?? 0, n: first, a: batch.answers, ...(behind > 0 ? { u: behind } : {}) }));
    if (this.stopped) return;
    switch (reply.status) {
      case 'ok':
        this.route.worked(transport);
        // A greeting alone is no proof: where answers fail behind it, the pauses between tries go on growing.
        this.failures = -1;
        await this.log.acknowledge(reply.hw);
        if (this.log.acked >= this.suspectUpTo) this.limit = batchLimit;
        if (reply.nx !== undefined) this.host.next(reply.nx);
        // Taken but not yet durable (a repetition in flight): ask again a moment later.
        if (reply.hw < first) await this.rest(this.jittered(200));
        // What is answered meanwhile rides in the next put; the server has spread the pauses of a class.
        else if (reply.pace !== undefined) await this.rest(reply.pace);
        break;
      case 'gap':
        await this.log.rewind(reply.hw);
        break;
      case 'invalid':
        await this.isolate(first, count);
        break;
      case 'busy':
        await this.rest(this.jittered(reply.retryMs));
        break;
      case 'superseded':
        await this.supersede();
        return;
      case 'closed':
        await this.askWhyClosed(transport);
        break;
    }
    this.host.moved();
  }

  /** Tells the page when a reply is long in coming: a Wi-Fi that died is not noticed by the connection for many seconds. */
  private async watched<T>(reply: Promise<T>): Promise<T> {
    let isHere = false;
    let wasSlow = false;
    void this.pace.sleep(slowMs).then(() => {
      if (isHere || this.stopped) return;
      wasSlow = true;
      this.host.phase('offline');
    });
    try {
      return await reply;
    } finally {
      isHere = true;
      if (wasSlow && !this.stopped) this.host.phase('online');
    }
  }

  /** One of the batch is guilty: send them one by one, put the guilty one aside, go on. */
  private async isolate(first: number, count: number): Promise<void> {
    if (count > 1) {
      this.limit = 1;
      this.suspectUpTo = Math.max(this.suspectUpTo, first + count - 1);
      return;
    }
    await this.log.refuse(first);
    this.suspectUpTo--;
    if (this.log.acked >= this.suspectUpTo) this.limit = batchLimit;
    this.host.refused();
  }

  private async askWhyClosed(transport: Transport): Promise<void> {
    if (!(await this.greet(transport))) return;
    // Only a decision that never arrived is said again; a refusal given elsewhere since stands.
    if (this.consent === null) await this.host.repeatConsent();
    await this.rest(this.jittered(2_000));
  }

  private async sendFinish(transport: Transport): Promise<void> {
    const reply = await transport.finish({ e: this.host.epoch ?? 0, lastSeq: this.log.acked });
    if (this.stopped) return;
    switch (reply.status) {
      case 'ok':
        this.stop();
        // Without a key: it was given out anew on paper meanwhile, and no screen tells it.
        if (reply.resultKey === null) this.host.closed(reply.state);
        else this.host.finished(reply.resultKey);
        return;
      case 'gap':
        await this.log.rewind(reply.hw);
        await this.rest(this.jittered(500));
        break;
      case 'busy':
        await this.rest(this.jittered(reply.retryMs));
        break;
      case 'superseded':
        await this.supersede();
        return;
      case 'invalid':
      case 'closed':
        if (reply.state === 'expired') {
          this.stop();
          this.host.closed(reply.state);
          return;
        }
        await this.askWhyClosed(transport);
        break;
    }
    this.host.moved();
  }

  private onControl(message: Control): void {
    if (this.stopped) return;
    if (message.kind === 'superseded') {
      const { epoch } = this.host;
      if (epoch !== null && message.epoch !== null && message.epoch > epoch) void this.supersede();
    } else if (message.kind === 'consent' || message.kind === 'time' || message.kind === 'message') {
      this.mustAsk = true;
      this.bell.ring();
    } else if (message.kind === 'moved') {
      void this.move(message.spreadMs ?? 0);
    } else if (message.run !== null) void this.hearRun(message.run, message.spreadMs ?? 0);
  }

  /** The server behind this socket ends: the way is opened anew beside it, and nothing stands still meanwhile. */
  private async move(spreadMs: number): Promise<void> {
    await this.rest(spreadMs * this.pace.random());
    if (!this.stopped) await this.route.move();
  }

  /** A class does not begin in one moment; what is told meanwhile is newer. */
  private async hearRun(run: LessonState, spreadMs: number): Promise<void> {
    const turn = ++this.runsHeard;
    if (spreadMs > 0) await this.rest(spreadMs * this.pace.random());
    if (!this.stopped && turn === this.runsHeard) this.host.lesson(run);
  }

  private async supersede(): Promise<void> {
    this.stop();
    this.host.phase('superseded');
    await this.keepBeside();
  }

  /** What is unsent here cannot continue the log any more: the server keeps it beside, under the epoch it was given in. */
  private async keepBeside(): Promise<void> {
    const { epoch } = this.host;
    if (epoch === null || this.log.pending === 0) return;
    const held = await handOver(this.log, epoch, this.http, this.pace);
    if (held !== null) this.host.orphaned(held);
  }

  /** A wait that a stop ends early; new answers do not. */
  private async rest(ms: number): Promise<void> {
    const until = this.pace.now() + ms;
    while (!this.stopped && this.pace.now() < until) await this.pace.sleep(Math.min(250, until - this.pace.now()));
  }

  private jittered(ms: number): number {
    return Math.max(50, ms) * (0.75 + 0.5 * this.pace.random());
  }
}
