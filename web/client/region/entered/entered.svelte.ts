import { openTable, TableFileFault, type FileTable, type TableFault } from '../../shared/files/tableFile';
import { get } from '../../shared/net/api';
import type { EnteredLine, EnteredOrder, EnteredPage, EnteredRow } from '../../shared/net/enteredWire';
import { staffPost } from '../../shared/net/staff';
import type { Region } from '../region.svelte';
import { guessFields, pointed, rowsOf, type EnteredField } from './columns';

const door = '/api/entered';

/** Figures that schools of the own place tell: read, told by hand or from a table that is read here. */
export class Entered {
  page = $state.raw<EnteredPage | null>(null);
  fault = $state<string | null>(null);
  busy = $state(false);
  fileFault = $state<TableFault | null>(null);
  table = $state.raw<FileTable | null>(null);
  fields = $state.raw<readonly (EnteredField | '')[]>([]);
  /** What was looked at, as it was sent, and what it would do; null until then, and when anything changed since. */
  looked = $state.raw<{ order: EnteredOrder; lines: readonly EnteredLine[] } | null>(null);
  /** Rows of a table that were written. */
  written = $state<number | null>(null);
  private asked = 0;

  constructor(private readonly region: Region) {}

  async load(year: number | null, school = this.page?.schoolId ?? ''): Promise<void> {
    const turn = ++this.asked;
    if (year !== this.page?.year) this.looked = null;
    await this.attempt(async () => {
      const page = await get<EnteredPage>(year === null ? door : `${door}?year=${year}&school=${encodeURIComponent(school)}`);
      if (turn === this.asked) this.page = page;
    });
  }

  /** One figure by hand; the line says what became of it, null that the server could not be asked. */
  async tell(row: EnteredRow): Promise<EnteredLine | null> {
    const lines = await this.attempt(() => staffPost<EnteredLine[]>(door, this.orderOf([row], true)));
    if (lines === null) return null;
    if (lines[0]!.fault === null) await this.load(this.page!.year);
    return lines[0]!;
  }

  async take(file: File): Promise<void> {
    this.drop();
    try {
      const opened = openTable(new Uint8Array(await file.arrayBuffer()));
      this.table = opened.read(0);
      this.fields = guessFields(this.table.headings);
    } catch (error) {
      if (!(error instanceof TableFileFault)) throw error;
      this.fileFault = error.code;
    }
  }

  point(column: number, field: EnteredField | ''): void {
    this.fields = pointed(this.fields, column, field);
    this.looked = null;
  }

  async look(): Promise<void> {
    const [table, fields, year] = [this.table!, this.fields, this.page!.year];
    const order = this.orderOf(rowsOf(table, fields), false);
    const lines = await this.attempt(() => staffPost<EnteredLine[]>(`${door}/look`, order));
    // Something else may have been chosen meanwhile.
    const isSame = this.table === table && this.fields === fields && this.page?.year === year;
    this.looked = lines === null || !isSame ? null : { order, lines };
  }

  /** Exactly what was looked at. */
  async write(): Promise<void> {
    const { order } = this.looked!;
    const lines = await this.attempt(() => staffPost<EnteredLine[]>(door, order));
    if (lines === null) return;
    this.drop();
    this.written = lines.filter(({ change }) => change === 'new' || change === 'changed').length;
    await this.load(order.year);
  }

  drop(): void {
    [this.table, this.looked, this.fileFault, this.written] = [null, null, null, null];
  }

  private orderOf(rows: readonly EnteredRow[], mayRemove: boolean): EnteredOrder {
    return { year: this.page!.year, rows, mayRemove };
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
