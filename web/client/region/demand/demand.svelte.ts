import { openTable, TableFileFault, type FileTable, type TableFault } from '../../shared/files/tableFile';
import { get } from '../../shared/net/api';
import type { DemandForecast, DemandLook, DemandPage, DemandRow } from '../../shared/net/demandWire';
import type { IndicatorPage } from '../../shared/net/indicatorsWire';
import { staffPost } from '../../shared/net/staff';
import { pointed } from '../entered/columns';
import type { Region } from '../region.svelte';
import { demandRows, guessDemand, type DemandField } from './columns';

const door = '/api/demand';

/** Forecasts of the own region beside its students' interest: read, brought from a table that is read here, taken out, taken back. */
export class Demand {
  page = $state.raw<DemandPage | null>(null);
  interest = $state.raw<IndicatorPage | null>(null);
  fault = $state<string | null>(null);
  busy = $state(false);
  fileFault = $state<TableFault | null>(null);
  table = $state.raw<FileTable | null>(null);
  fields = $state.raw<readonly (DemandField | '')[]>([]);
  /** What was looked at, as it was sent, and what it would do; null until then, and when anything changed since. */
  looked = $state.raw<{ rows: readonly DemandRow[]; look: DemandLook } | null>(null);
  /** What was done last, in the words of the catalogue. */
  done = $state<'written' | 'takenOut' | 'takenBack' | null>(null);

  constructor(private readonly region: Region) {}

  async load(): Promise<void> {
    await this.attempt(async () => {
      [this.page, this.interest] = await Promise.all([get<DemandPage>(door), get<IndicatorPage>('/api/indicators')]);
    });
  }

  async take(file: File): Promise<void> {
    this.drop();
    try {
      this.table = openTable(new Uint8Array(await file.arrayBuffer())).read(0);
      this.fields = guessDemand(this.table.headings);
    } catch (error) {
      if (!(error instanceof TableFileFault)) throw error;
      this.fileFault = error.code;
    }
  }

  point(column: number, field: DemandField | ''): void {
    this.fields = pointed(this.fields, column, field);
    this.looked = null;
  }

  async look(): Promise<void> {
    const [table, fields] = [this.table!, this.fields];
    const rows = demandRows(table, fields);
    const look = await this.attempt(() => staffPost<DemandLook>(`${door}/look`, { rows }));
    // Something else may have been chosen meanwhile.
    this.looked = look === null || this.table !== table || this.fields !== fields ? null : { rows, look };
  }

  /** Exactly what was looked at. */
  write(): Promise<void> {
    const { rows, look } = this.looked!;
    return this.change('written', '', { rows, revision: look.revision });
  }

  takeOut({ year, system, region }: DemandForecast): Promise<void> {
    return this.change('takenOut', '/out', { year, system, region, revision: this.page!.revision });
  }

  takeBack(number: number): Promise<void> {
    return this.change('takenBack', '/back', { number });
  }

  drop(): void {
    [this.table, this.looked, this.fileFault, this.done] = [null, null, null, null];
  }

  private async change(done: NonNullable<Demand['done']>, path: string, body: unknown): Promise<void> {
    if (this.busy) return;
    const sent = await this.attempt(async () => {
      await staffPost(`${door}${path}`, body);
      return true;
    });
    const { fault } = this;
    // Of a refusal as well: what somebody else did is to be seen.
    if (sent !== null || fault === 'demand-changed') {
      this.drop();
      await this.load();
    }
    if (sent === null) this.fault = fault;
    else this.done = done;
  }

  private async attempt<T>(deed: () => Promise<T>): Promise<T | null> {
    [this.fault, this.busy] = [null, true];
    try {
      return await deed();
    } catch (error) {
      this.fault = this.region.faultOf(error);
      return null;
    } finally {
      this.busy = false;
    }
  }
}
