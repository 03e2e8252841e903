import { ApiFault } from '../../shared/net/api';
import { staffPost } from '../../shared/net/staff';
import type { Region } from '../region.svelte';
import type { StepPortion } from './wire';

export type DayStep = 'pause' | 'resume' | 'extend';

/** The server takes no others. */
export const areMinutes = (minutes: number | null): minutes is number => minutes !== null && Number.isInteger(minutes) && minutes >= 1 && minutes <= 30;

/** One step for all lessons of a place, sent portion by portion; the same press again changes nothing where it is done. */
export class StepsRun {
  /** Broken: trying again may help; refused: it may not; stopped: between two portions. */
  state = $state<'ready' | 'working' | 'done' | 'broken' | 'refused' | 'stopped'>('ready');
  isStopping = $state(false);
  done = $state(0);
  missed = $state.raw<StepPortion['missed']>([]);
  private readonly press = crypto.randomUUID();

  constructor(
    private readonly region: Region,
    readonly step: DayStep,
    readonly place: { kind: string; id: string; name: string },
    /** With minutes to add; otherwise nothing. */
    readonly minutes: number,
    /** Only classes with a slot in this wave. */
    readonly wave: string | null = null,
  ) {}

  /** No portion after the one that is under way. */
  stop(): void {
    this.isStopping = true;
  }

  async go(): Promise<void> {
    this.state = 'working';
    this.isStopping = false;
    this.done = 0;
    this.missed = [];
    let after: string | null = null;
    try {
      do {
        const { kind, id } = this.place;
        const minutes = this.step === 'extend' ? this.minutes : 0;
        const portion: StepPortion = await staffPost('/api/day/lessons', { kind, id, step: this.step, minutes, press: this.press, after, wave: this.wave });
        this.done += portion.done;
        this.missed = [...this.missed, ...portion.missed];
        after = portion.next;
      } while (after !== null && !this.isStopping);
      this.state = after === null ? 'done' : 'stopped';
    } catch (error) {
      this.region.faultOf(error);
      this.state = error instanceof ApiFault && !error.passing ? 'refused' : 'broken';
    }
  }
}
