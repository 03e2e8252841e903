import { staffPost } from '../../shared/net/staff';
import type { Region } from '../region.svelte';
import type { StepPortion } from './wire';

export type DayStep = 'pause' | 'resume' | 'extend';

/** One step for all lessons of a place, sent portion by portion; the same press again changes nothing where it is done. */
export class StepsRun {
  state = $state<'ready' | 'working' | 'done' | 'broken'>('ready');
  done = $state(0);
  missed = $state.raw<StepPortion['missed']>([]);
  private readonly press = crypto.randomUUID();

  constructor(
    private readonly region: Region,
    readonly step: DayStep,
    readonly place: { kind: string; id: string; name: string },
    readonly minutes: number,
  ) {}

  async go(): Promise<void> {
    this.state = 'working';
    this.done = 0;
    this.missed = [];
    let after: string | null = null;
    try {
      do {
        const { kind, id } = this.place;
        const portion: StepPortion = await staffPost('/api/day/lessons', { kind, id, step: this.step, minutes: this.minutes, press: this.press, after });
        this.done += portion.done;
        this.missed = [...this.missed, ...portion.missed];
        after = portion.next;
      } while (after !== null);
      this.state = 'done';
    } catch (error) {
      this.region.faultOf(error);
      this.state = 'broken';
    }
  }
}
