import { call } from '../../shared/net/api';
import type { Region } from '../region.svelte';
import { merged } from './merge';
import type { DayClass, DaySchoolView, DayView } from './wire';

const pollMs = 2_000;
/** Nobody looks at a page in the background. */
const hiddenMs = 15_000;
/** The server counts every two seconds; five of these missed are told. */
const staleMs = 10_000;
const answerMs = 8_000;

/** The day as this page knows it: asked for every two seconds, only what changed. */
export class Day {
  view = $state.raw<DayView | null>(null);
  /** The classes of the school that is open. */
  classes = $state.raw<DayClass[] | null>(null);
  openSchool = $state<string | null>(null);
  /** The municipality that was pressed; empty: the open one was closed; null: that of the open school. */
  openMunicipality = $state<string | null>(null);
  search = $state('');
  /** The school whose row is to come into sight and take the keyboard. */
  soughtSchool = $state<string | null>(null);
  /** Whole seconds since the server's counts last moved on. */
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

  async open(schoolId: string | null): Promise<void> {
    this.openSchool = schoolId;
    this.classes = null;
    await this.askSchool();
  }

  /** Opens a school from elsewhere on the page, whatever the list of places showed. */
  async show(schoolId: string): Promise<void> {
    this.openMunicipality = null;
    this.search = '';
    this.soughtSchool = schoolId;
    await this.open(schoolId);
    // A row that never came does not take the keyboard later.
    this.soughtSchool = null;
  }

  private async ask(): Promise<void> {
    const since = this.view === null ? '' : `?since=${encodeURIComponent(this.view.revision)}`;
    try {
      const news = await call<DayView>('GET', `/api/day${since}`, { timeoutMs: answerMs });
      if (news.atMs !== this.view?.atMs) this.movedAt = performance.now();
      this.view = merged(this.view, news);
      this.fault = null;
    } catch (error) {
      this.fault = this.region.faultOf(error);
    }
    this.tick();
    await this.askSchool();
  }

  private async askSchool(): Promise<void> {
    const asked = this.openSchool;
    if (asked === null) return;
    try {
      const { classes } = await call<DaySchoolView>('GET', `/api/day/schools/${encodeURIComponent(asked)}`, { timeoutMs: answerMs });
      if (this.openSchool === asked) this.classes = classes;
    } catch (error) {
      this.fault = this.region.faultOf(error);
    }
  }
}
