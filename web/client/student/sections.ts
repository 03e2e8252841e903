import type { PackageStep, SectionElapsed } from '../shared/net/wire';
import type { SectionTimes } from '../shared/outbox/database';
import type { BatteryItem } from './battery';

/**
 * The clocks of the steps with a time limit. Here a clock runs while its step is on the screen, and what it has counted goes into the
 * session's record; the server's clock, which runs from the start entry, counts where it has counted more.
 */
export class TimedSections {
  private readonly times = new Map<string, SectionTimes[string]>();
  private running: { id: string; since: number } | null = null;
  /** How long limits are for this student, in percent of the package's. */
  percent = 100;

  constructor(
    kept: SectionTimes = {},
    private readonly now: () => number = () => performance.now(),
  ) {
    for (const [id, time] of Object.entries(kept)) this.times.set(id, { ...time });
  }

  hasBegun(step: PackageStep): boolean {
    return this.times.has(step.id);
  }

  /** Nothing in it can be answered any more: the time is over, or the student has gone on. */
  isClosed(step: PackageStep): boolean {
    return step.seconds !== undefined && (this.times.get(step.id)?.closed === true || this.leftMs(step) <= 0);
  }

  begin(step: PackageStep): void {
    if (step.seconds !== undefined && !this.hasBegun(step)) this.times.set(step.id, { spentMs: 0, closed: false });
  }

  /** What the server says has passed of its sections: it takes time and never gives any back, but what a teacher added lengthens the limit. */
  hear(steps: readonly PackageStep[], elapsed: readonly SectionElapsed[]): void {
    this.count();
    for (const { step: index, elapsedMs, givenMs } of elapsed) {
      const step = steps[index];
      if (step === undefined) continue;
      this.begin(step);
      const time = this.times.get(step.id);
      if (time === undefined) continue;
      time.spentMs = Math.max(time.spentMs, elapsedMs);
      if (givenMs !== undefined) time.givenMs = givenMs;
    }
  }

  run(step: PackageStep): void {
    this.stop();
    this.begin(step);
    this.running = { id: step.id, since: this.now() };
  }

  stop(): void {
    this.count();
    this.running = null;
  }

  close(step: PackageStep): void {
    this.begin(step);
    this.count();
    if (this.running?.id === step.id) this.running = null;
    const time = this.times.get(step.id);
    if (time !== undefined) time.closed = true;
  }

  leftMs(step: PackageStep): number {
    this.count();
    const time = this.times.get(step.id);
    return Math.max(0, this.limitMs(step) + (time?.givenMs ?? 0) - (time?.spentMs ?? 0));
  }

  /** Without what was added since it was begun. */
  limitMs(step: PackageStep): number {
    return (step.seconds ?? Infinity) * 10 * this.percent;
  }

  toRecord(): SectionTimes {
    this.count();
    return Object.fromEntries([...this.times].map(([id, time]) => [id, { ...time }]));
  }

  /** Where a student who is sent to `position` comes out: closed steps are passed over. */
  landing(items: readonly BatteryItem[], position: number): number {
    const open = items.find((item) => item.position >= position && !this.isClosed(item.step));
    return open?.position ?? items.length;
  }

  /** A running step is left forwards only, and a closed one is not entered again. */
  isBackAllowed(items: readonly BatteryItem[], position: number): boolean {
    const before = items[position - 1];
    if (before === undefined || this.isClosed(before.step)) return false;
    const here = items[position];
    return here?.step.seconds === undefined || here.number > 1 || !this.hasBegun(here.step);
  }

  /** Closes what was passed on another device: it was begun or has an answer, and so was or has a later step. */
  closePassed(items: readonly BatteryItem[], isAnswered: (position: number) => boolean): void {
    const isTouched = (item: BatteryItem): boolean => isAnswered(item.position) || this.hasBegun(item.step);
    const last = items.filter(isTouched).at(-1);
    for (const item of items) {
      if (last !== undefined && item.step.seconds !== undefined && item.stepIndex < last.stepIndex && isTouched(item)) this.close(item.step);
    }
  }

  private count(): void {
    if (this.running === null) return;
    const now = this.now();
    const time = this.times.get(this.running.id);
    if (time !== undefined) time.spentMs += Math.max(0, now - this.running.since);
    this.running.since = now;
  }
}
