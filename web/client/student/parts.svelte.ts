import type { PackageStep } from '../shared/net/wire';
import type { PartChoices } from '../shared/outbox/database';
import type { BatteryItem } from './battery';

const sittingOf = (step: PackageStep): number => step.sitting ?? 1;

/** What a student has decided about whole steps: optional ones that are left out, and the sitting that goes on. Kept in the session's record. */
export class Parts {
  /** 0 until it is known where the student is. */
  sitting = $state(0);
  private readonly leftOut: Set<string>;

  constructor(kept: PartChoices = {}) {
    this.leftOut = new Set(kept.leftOut);
    this.sitting = kept.sitting ?? 0;
  }

  isLeftOut(step: PackageStep): boolean {
    return step.optional === true && this.leftOut.has(step.id);
  }

  leaveOut(step: PackageStep): void {
    this.leftOut.add(step.id);
  }

  takeUp(step: PackageStep): void {
    this.leftOut.delete(step.id);
  }

  /** The step belongs to a sitting that has not begun. */
  isLater(step: PackageStep): boolean {
    return this.sitting > 0 && sittingOf(step) > this.sitting;
  }

  goOnTo(step: PackageStep): void {
    this.sitting = Math.max(this.sitting, sittingOf(step));
  }

  /** What answers from elsewhere tell: an optional step without one before a step with one was passed; a sitting with one has begun. */
  settle(items: readonly BatteryItem[], isAnswered: (position: number) => boolean): void {
    const answered = items.filter(({ position }) => isAnswered(position));
    const last = answered.at(-1);
    if (last === undefined) return;
    const touched = new Set(answered.map(({ step }) => step));
    for (const { step, stepIndex } of items) {
      if (step.optional === true && stepIndex < last.stepIndex && !touched.has(step)) this.leaveOut(step);
    }
    if (this.sitting > 0) this.goOnTo(last.step);
  }

  /** Whether items of the step still wait for an answer, apart from their own: an optional step waits only once something in it is answered. */
  isWaited(step: PackageStep, isAnswered: (position: number) => boolean): boolean {
    return step.optional !== true || (!this.isLeftOut(step) && step.items.some((_, index) => isAnswered(step.first + index)));
  }

  /**
   * Where a student who is sent from one position to another comes out. Forwards, steps left out are passed over; backwards, their intro
   * is met again, so that a mind can be changed.
   */
  landing(items: readonly BatteryItem[], from: number, to: number, open: (position: number) => number): number {
    const target = items[to];
    if (to < from && target !== undefined && this.isLeftOut(target.step)) return target.step.first;
    for (let at = open(to); ; ) {
      const step = items[at]?.step;
      if (step === undefined || !this.isLeftOut(step)) return at;
      at = open(step.first + step.items.length);
    }
  }

  toRecord(): PartChoices {
    return { leftOut: [...this.leftOut], ...(this.sitting > 0 ? { sitting: this.sitting } : {}) };
  }
}

/** Number of a step among those that everyone takes, for «Часть 2 из 8»; optional ones have none. */
export function numberOf(steps: readonly PackageStep[], stepIndex: number): { n: number; of: number } {
  const counts = (step: PackageStep): boolean => step.optional !== true;
  return { n: steps.slice(0, stepIndex + 1).filter(counts).length, of: steps.filter(counts).length };
}
