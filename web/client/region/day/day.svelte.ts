import { call } from '../../shared/net/api';
import { Watch } from '../watch.svelte';
import { merged } from './merge';
import type { DayClass, DaySchoolView, DayView } from './wire';

const answerMs = 8_000;

/** The day as this page knows it: only what changed is asked for. */
export class Day extends Watch<DayView> {
  /** The classes of the school that is open. */
  classes = $state.raw<DayClass[] | null>(null);
  openSchool = $state<string | null>(null);
  /** The municipality that was pressed; empty: the open one was closed; null: that of the open school. */
  openMunicipality = $state<string | null>(null);
  search = $state('');
  /** The school whose row is to come into sight and take the keyboard. */
  soughtSchool = $state<string | null>(null);

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

  protected override async ask(): Promise<void> {
    await super.ask();
    await this.askSchool();
  }

  protected async read(): Promise<void> {
    const since = this.view === null ? '' : `?since=${encodeURIComponent(this.view.revision)}`;
    const news = await call<DayView>('GET', `/api/day${since}`, { timeoutMs: answerMs });
    if (news.atMs !== this.view?.atMs) this.movedAt = performance.now();
    this.view = merged(this.view, news);
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
