import type { Region } from './region.svelte';

const pollMs = 2_000;
/** Nobody looks at a page in the background. */
const hiddenMs = 15_000;
/** What is watched moves on every two seconds; five of these missed are told. */
const staleMs = 10_000;

/** Something that changes by itself, asked for every two seconds. What is known stays while nobody answers, and grows old. */
export abstract class Watch<View> {
  view = $state.raw<View | null>(null);
  /** Whole seconds since what is watched last moved on. */
  age = $state(0);
  /** Why the last try failed. It stays until one succeeds, so that the page does not change with every try. */
  fault = $state<string | null>(null);
  /** When what is watched last moved on, by this page's own clock. */
  protected movedAt = 0;
  private ended = false;
  private wake: (() => void) | null = null;

  constructor(protected readonly region: Region) {}

  get isStale(): boolean {
    return this.age * 1_000 >= staleMs;
  }

  /** Asks until it is stopped. */
  async run(): Promise<void> {
    while (!this.ended) {
      await this.ask();
      await new Promise<void>((done) => {
        const timer = setTimeout(done, document.hidden ? hiddenMs : pollMs);
        this.wake = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
  }

  stop(): void {
    this.ended = true;
    this.wake?.();
  }

  /** Counts the seconds between two readings. */
  tick(): void {
    this.age = this.view === null ? 0 : Math.floor((performance.now() - this.movedAt) / 1_000);
  }

  /** Asks while a page shows it; what comes back ends it. */
  follow(): () => void {
    void this.run();
    const clock = setInterval(() => this.tick(), 1_000);
    return () => {
      clearInterval(clock);
      this.stop();
    };
  }

  protected async ask(): Promise<void> {
    try {
      await this.read();
      this.fault = null;
    } catch (error) {
      this.fault = this.region.faultOf(error);
    }
    this.tick();
  }

  /** Brings the newest view and says when it moved on. */
  protected abstract read(): Promise<void>;
}
