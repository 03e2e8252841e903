import { call } from '../../shared/net/api';
import type { Region } from '../region.svelte';
import type { ServerView } from './wire';

const pollMs = 2_000;
/** Nobody looks at a page in the background. */
const hiddenMs = 15_000;
/** The server looks at itself every two seconds; five of these missed are told. */
const staleMs = 10_000;
const answerMs = 5_000;

/** The nodes as this page knows them: asked for every two seconds. */
export class ServerWatch {
  view = $state.raw<ServerView | null>(null);
  /** Whole seconds since the server last answered with a look of its own. */
  age = $state(0);
  fault = $state<string | null>(null);
  private movedAt = 0;
  private ended = false;
  private wake: (() => void) | null = null;

  constructor(private readonly region: Region) {}

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

  private async ask(): Promise<void> {
    await this.region.attempt(this, async () => {
      this.view = await call<ServerView>('GET', '/api/server', { timeoutMs: answerMs });
      this.movedAt = performance.now() - (this.view.nodes.find(({ isSelf }) => isSelf)?.ageMs ?? 0);
    });
    this.tick();
  }
}
