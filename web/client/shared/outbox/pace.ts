/** Time and chance, handed in so that tests own them. */
export interface Pace {
  /** Monotonic milliseconds. */
  now(): number;
  sleep(ms: number): Promise<void>;
  random(): number;
}

export const realPace: Pace = {
  now: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: () => Math.random(),
};

/** Full jitter, from the first try on: 30 pupils come back after one access point does. */
export function backoffMs(failures: number, random: number): number {
  return random * Math.min(20_000, 500 * 2 ** Math.min(failures, 16));
}

/** A bell that ends a wait early. */
export class Bell {
  private ringers: (() => void)[] = [];
  private rung = false;

  ring(): void {
    this.rung = true;
    const ringers = this.ringers;
    this.ringers = [];
    for (const wake of ringers) wake();
  }

  /** Waits for the bell, at most `ms` (forever without); a ring since the last wait ends it at once. */
  async wait(pace: Pace, ms?: number): Promise<void> {
    if (!this.rung) {
      const rang = new Promise<void>((resolve) => this.ringers.push(resolve));
      await (ms === undefined ? rang : Promise.race([rang, pace.sleep(ms)]));
    }
    this.rung = false;
    this.ringers = [];
  }
}
