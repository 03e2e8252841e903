import { openTable, TableFileFault, type FileTable, type OpenedFile, type TableFault } from '../../shared/files/tableFile';
import { ApiFault, get } from '../../shared/net/api';
import { mostRows, sheetsDoor, type ClassSheets, type MethodMapping, type MethodView, type RowOutcome } from '../../shared/net/methodsWire';
import { staffPost } from '../../shared/net/staff';
import { attempt } from '../attempt';
import type { SlashOrder } from './day';
import { asksSlash, guessTargets, knownWords, mappingOf, mostWords, wordsOf, type Target, type Word } from './mapping';
import { planOf, type Plan, type PlannedRow, type PlanRoom } from './plan';

export type ImportStep = 'file' | 'columns' | 'look' | 'done';

/** The classes a table may speak of: the id and what is known of each here. */
export interface KnownRoom {
  classId: string;
  className: string;
  schoolYear: number;
  names: ReadonlyMap<number, string>;
}

/** A table of answers on its way into sheets: read here, looked at, and sent only when it was confirmed. */
export class Import {
  step = $state<ImportStep>('file');
  fileFault = $state<TableFault | null>(null);
  fault = $state<string | null>(null);
  opened = $state.raw<OpenedFile | null>(null);
  sheet = $state(0);
  table = $state.raw<FileTable | null>(null);
  targets = $state.raw<readonly Target[]>([]);
  words = $state.raw<readonly Word[]>([]);
  /** Told words; −1 is no answer. */
  told = $state.raw<ReadonlyMap<string, number>>(new Map());
  /** Where no column says one. */
  day = $state('');
  /** How days as 05/06/2025 are meant; null while nobody said it. */
  slash = $state<SlashOrder | null>(null);
  /** Classes that are marked. */
  chosen = $state.raw<ReadonlySet<string>>(new Set());
  plan = $state.raw<Plan | null>(null);
  busy = $state(false);
  /** Rows that were sent so far. */
  sent = $state(0);
  counts = $state.raw<Readonly<Record<RowOutcome, number>>>(none);
  /** Lines the server did not take, with its reason. */
  left = $state.raw<readonly { line: number; outcome: RowOutcome }[]>([]);
  private known: MethodMapping = { columns: {}, words: {} };

  constructor(
    /** Of the school's methods. */
    private readonly path: string,
    readonly method: MethodView,
    private readonly today: string,
  ) {}

  get hasWho(): boolean {
    return this.targets.includes('name') || this.targets.includes('seat');
  }

  get itemsFound(): number {
    return this.targets.filter((target) => target.startsWith('item:')).length;
  }

  get asksSlash(): boolean {
    return this.table !== null && asksSlash(this.table, this.targets);
  }

  /** A column that was taken for an item holds something else. */
  get isNoAnswers(): boolean {
    return this.words.length > mostWords;
  }

  get unknownWords(): number {
    return this.words.filter(({ key }) => !this.told.has(key)).length;
  }

  /** Rows that would be written. */
  get writing(): readonly PlannedRow[] {
    return (this.plan?.rows ?? []).filter(({ state }) => state !== 'unchanged');
  }

  async take(file: File): Promise<void> {
    this.fileFault = null;
    try {
      this.opened = openTable(new Uint8Array(await file.arrayBuffer()));
      await this.takeSheet(0);
    } catch (error) {
      if (!(error instanceof TableFileFault)) throw error;
      this.fileFault = error.code;
    }
  }

  async takeSheet(sheet: number): Promise<void> {
    this.fileFault = null;
    try {
      const table = this.opened!.read(sheet);
      [this.sheet, this.table, this.slash] = [sheet, table, null];
      await attempt(this, async () => {
        this.known = await get<MethodMapping>(`${this.path}/${encodeURIComponent(this.method.id)}/mapping`);
        await this.aim(await guessTargets(table, this.method.items, this.method.id, this.known));
        this.step = 'columns';
      });
    } catch (error) {
      if (!(error instanceof TableFileFault)) throw error;
      this.fileFault = error.code;
    }
  }

  /** One column is something else; what stood there before is nothing then. */
  async point(column: number, target: Target): Promise<void> {
    await this.aim(this.targets.map((one, at) => (at === column ? target : one === target && target !== '' ? '' : one)));
  }

  tell(key: string, answer: number | null): void {
    const told = new Map(this.told);
    if (answer === null) told.delete(key);
    else told.set(key, answer);
    this.told = told;
  }

  /** What it would change: classes are read for it, nothing is written. */
  async look(rooms: readonly KnownRoom[]): Promise<void> {
    await this.doing(async () => {
      const read: PlanRoom[] = [];
      for (const room of rooms) read.push({ ...room, sheets: await get<ClassSheets>(sheetsDoor(room.classId, this.method.id)) });
      this.plan = await planOf({
        table: this.table!, targets: this.targets, items: this.method.items, version: this.method.version, words: this.told, rooms: read, day: this.day, slash: this.slash, today: this.today,
      });
      [this.step, this.sent, this.counts, this.left] = ['look', 0, none, []];
    });
  }

  /** Writes what was looked at, class by class and in portions; after a lost link the rest, because what is written already changes nothing. */
  async write(): Promise<void> {
    await this.doing(async () => {
      await this.remember();
      for (const rows of portionsOf(this.writing).slice(this.portion)) {
        const { rows: outcomes } = await staffPost<{ rows: RowOutcome[] }>(`${sheetsDoor(rows[0]!.classId, this.method.id)}/rows`, {
          version: this.method.version, key: this.method.mark, rows: rows.map(({ seat, heldOn, answers, before }) => ({ seat, heldOn, answers, before })),
        });
        this.portion++;
        this.sent += rows.length;
        this.counts = outcomes.reduce((counts, outcome) => ({ ...counts, [outcome]: counts[outcome] + 1 }), this.counts);
        this.left = [...this.left, ...outcomes.flatMap((outcome, at) => (refused.includes(outcome) ? [{ line: rows[at]!.line, outcome }] : []))];
      }
      this.step = 'done';
    });
  }

  back(): void {
    [this.step, this.plan, this.portion] = [this.step === 'look' ? 'columns' : 'file', null, 0];
  }

  private portion = 0;

  private async aim(targets: readonly Target[]): Promise<void> {
    this.targets = targets;
    this.words = wordsOf(this.table!, targets, this.method.items);
    const before = await knownWords(this.words, this.method.id, this.known);
    this.told = new Map([...before, ...this.told]);
  }

  /** For the next table; where it is not taken, the rows go all the same. */
  private async remember(): Promise<void> {
    try {
      await staffPost(`${this.path}/${encodeURIComponent(this.method.id)}/mapping`, await mappingOf(this.table!, this.targets, this.told, this.method.id, this.known));
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
    }
  }

  private async doing(deed: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await attempt(this, deed);
    } finally {
      this.busy = false;
    }
  }
}

const none: Record<RowOutcome, number> = { added: 0, changed: 0, unchanged: 0, closed: 0, moved: 0, invalid: 0 };
const refused: readonly RowOutcome[] = ['closed', 'moved', 'invalid'];

/** Rows of one class at a time, no more than the server takes at once. */
export function portionsOf(rows: readonly PlannedRow[]): PlannedRow[][] {
  const byClass = new Map<string, PlannedRow[]>();
  for (const row of rows) byClass.set(row.classId, [...(byClass.get(row.classId) ?? []), row]);
  return [...byClass.values()].flatMap((all) => Array.from({ length: Math.ceil(all.length / mostRows) }, (_, at) => all.slice(at * mostRows, (at + 1) * mostRows)));
}

