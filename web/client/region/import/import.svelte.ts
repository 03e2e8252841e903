import { ApiFault, get } from '../../shared/net/api';
import { staffPost } from '../../shared/net/staff';
import type { RosterField, RosterFile, RosterPlan, RosterProgress, Settlement } from '../../shared/net/rosterWire';
import type { Region } from '../region.svelte';
import { bring, readied, RosterRefused } from './upload';

export type ImportStep = 'file' | 'columns' | 'plan' | 'writing' | 'done';

const lookMs = 700;

/** A file on its way into classes: brought, its columns told, what would change looked at, written. */
export class RosterImport {
  step = $state<ImportStep>('file');
  busy = $state(false);
  /** The code of a refusal, and where in the file it is about. */
  fault = $state.raw<{ code: string; part: string; line: number } | null>(null);
  name = $state('');
  /** Parts of an archive that stayed here. */
  left = $state.raw<readonly string[]>([]);
  file = $state.raw<RosterFile | null>(null);
  fields = $state.raw<readonly RosterField[]>([]);
  settlement = $state<Settlement>('city');
  plan = $state.raw<RosterPlan | null>(null);
  progress = $state.raw<RosterProgress | null>(null);

  constructor(private readonly region: Region) {}

  private get path(): string {
    return `/api/staff/roster/${this.file?.work ?? ''}`;
  }

  async take(file: File): Promise<void> {
    await this.act(async () => {
      this.name = file.name;
      [this.file, this.plan, this.left] = [null, null, []];
      const ready = await readied(file);
      this.left = ready.left;
      this.file = await bring(ready.file);
      if (this.file.work === null) return;
      const { remembered, found } = this.file;
      this.fields = remembered?.fields ?? found.columns.map(({ guess }) => guess);
      this.settlement = remembered?.settlement ?? 'city';
      this.step = 'columns';
    });
  }

  /** One thing is said by one column: the other lets go of it. */
  point(column: number, field: RosterField): void {
    this.fields = this.fields.map((one, at) => (at === column ? field : field !== 'none' && one === field ? 'none' : one));
  }

  async look(): Promise<void> {
    await this.act(async () => {
      this.plan = await staffPost<RosterPlan>(`${this.path}/plan`, { fields: this.fields, settlement: this.settlement });
      this.step = 'plan';
    });
  }

  /** Writes it and waits for the end; what is written stays, whatever comes between. */
  async apply(): Promise<void> {
    await this.act(async () => {
      try {
        await staffPost(`${this.path}/apply`);
      } catch (error) {
        // It is being written, or was: an earlier press came through although its reply did not.
        if (!(error instanceof ApiFault) || error.code !== 'roster-busy') throw error;
      }
      [this.step, this.progress] = ['writing', null];
      await this.watch();
    });
  }

  /** Asks until it is written; a look that fails for a while is told and tried again. */
  private async watch(): Promise<void> {
    try {
      do {
        await new Promise((resolve) => setTimeout(resolve, lookMs));
        try {
          this.progress = await get<RosterProgress>(this.path);
          this.fault = null;
        } catch (error) {
          if (!(error instanceof ApiFault) || !error.passing) throw error;
          this.fault = { code: error.code, part: '', line: 0 };
        }
      } while (this.progress === null || this.progress.stage === 'writing');
      this.step = 'done';
    } catch (error) {
      // There it can be begun again, which only looks on when it is still being written.
      this.step = 'plan';
      throw error;
    }
  }

  /** The server may let go of the file. */
  async again(): Promise<void> {
    const { file } = this;
    if (file !== null && file.work !== null) await this.act(() => staffPost(`${this.path}/drop`));
    [this.step, this.file, this.plan, this.progress, this.fault, this.left] = ['file', null, null, null, null, []];
  }

  back(): void {
    this.step = 'columns';
  }

  private async act(deed: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.fault = null;
    try {
      await deed();
    } catch (error) {
      const code = this.region.faultOf(error);
      this.fault = { code, part: error instanceof RosterRefused ? error.part : '', line: error instanceof RosterRefused ? error.line : 0 };
      // The server forgets files after an hour and at a start.
      if (code === 'not-found' || code === 'http-404') [this.step, this.file] = ['file', null];
    } finally {
      this.busy = false;
    }
  }
}
