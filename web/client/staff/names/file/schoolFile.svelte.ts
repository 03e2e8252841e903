import { openTable, TableFileFault, type FileTable, type TableFault } from '../../../shared/files/tableFile';
import type { NameList } from '../../../shared/names/list';
import type { NamedClass } from '../../../shared/names/wire';
import type { RosterClassLine } from '../../../shared/net/rosterWire';
import { staffPost } from '../../../shared/net/staff';
import { ClassDraft } from '../classList.svelte';
import type { Names } from '../names.svelte';
import { classKey } from './className';
import { guessRoll, mostInClass, needOf, readRoll, seat, type Roll, type RollClass, type RollField, type Seating } from './roll';

export type SchoolFileStep = 'file' | 'columns' | 'look' | 'done';

/** A class of the file beside the class that is there. */
export interface PlannedRoom {
  room: RollClass;
  line: RosterClassLine;
  seating: Seating;
}

/** Classes that are written together. */
const portion = 10;
/** A class of which nothing new is said, to hear whether it has begun. */
const silent = [{ sex: null, accommodation: null }];

/** The school's own list: read here, names into the encrypted lists, and places, sex and conditions to the server. No name and no cell is sent. */
export class SchoolFile {
  step = $state<SchoolFileStep>('file');
  fileFault = $state<TableFault | null>(null);
  fault = $state<string | null>(null);
  busy = $state(false);
  table = $state.raw<FileTable | null>(null);
  fields = $state.raw<readonly RollField[]>([]);
  roll = $state.raw<Roll>({ classes: [], faults: [] });
  plan = $state.raw<readonly PlannedRoom[]>([]);
  written = $state(0);
  /** Students no place was left for. */
  over = $state(0);
  /** Students that are new in classes that have begun: they are written by hand. */
  late = $state(0);

  constructor(private readonly names: Names) {}

  get need(): 'class' | 'name' | null {
    return needOf(this.fields);
  }

  async take(file: File): Promise<void> {
    this.fileFault = null;
    try {
      const table = openTable(new Uint8Array(await file.arrayBuffer())).read(0);
      [this.table, this.fields, this.step] = [table, guessRoll(table), 'columns'];
    } catch (error) {
      if (!(error instanceof TableFileFault)) throw error;
      this.fileFault = error.code;
    }
  }

  point(column: number, field: RollField): void {
    this.fields = this.fields.map((one, at) => (at === column ? field : field !== '' && one === field ? '' : one));
  }

  async look(): Promise<void> {
    const { table } = this;
    if (table === null || this.need !== null) return;
    this.roll = readRoll(table, this.fields);
    await this.act(async () => {
      const plan: PlannedRoom[] = [];
      for (const rooms of portionsOf(this.roll.classes)) {
        const seated = await Promise.all(rooms.map(async (room) => ({ room, list: await this.listOf(room) })));
        const wishes = seated.map(({ room, list }) => ({ name: room.name, seats: seat(room, list, mostInClass).seats }));
        const lines = await staffPost<RosterClassLine[]>(`${this.path}/look`, { classes: wishes });
        lines.forEach((line, at) => {
          const { room, list } = seated[at]!;
          plan.push({ room, line, seating: seat(room, list, this.mostOf(room, line.held !== null), line.isBegun) });
        });
      }
      [this.plan, this.step] = [plan, 'look'];
    });
  }

  /** Places first, then each class's list. What is done stays done, and the same file goes on with the rest. */
  async apply(): Promise<void> {
    await this.act(async () => {
      [this.written, this.over, this.late] = [0, 0, 0];
      for (const rooms of portionsOf(this.plan)) {
        const written = rooms.filter(({ line }) => line.held === null && !line.isBegun);
        if (written.length > 0) await staffPost(this.path, { classes: written.map(({ room, seating }) => ({ name: room.name, seats: seating.seats })) });
        await this.names.refresh();
        // Asked anew: a class may have begun since it was looked at.
        const lines = await staffPost<RosterClassLine[]>(`${this.path}/look`, { classes: rooms.map(({ room }) => ({ name: room.name, seats: silent })) });
        for (const [at, { room }] of rooms.entries()) await this.write(room, lines[at]!.isBegun);
      }
      this.step = 'done';
    });
  }

  again(): void {
    [this.step, this.table, this.plan, this.fault, this.fileFault] = ['file', null, [], null, null];
  }

  back(): void {
    this.step = 'columns';
  }

  private get path(): string {
    return `/api/setup/schools/${encodeURIComponent(this.names.school?.id ?? '')}/roster`;
  }

  private async write(room: RollClass, isBegun: boolean): Promise<void> {
    const there = this.roomOf(room);
    if (there === undefined) return;
    const draft = new ClassDraft(this.names, there);
    await draft.load();
    if (draft.fault !== null) throw new ListFault(draft.fault);
    const seating = seat(room, draft.list, Math.min(mostInClass, there.seats), isBegun);
    this.over += seating.over;
    this.late += seating.late;
    if (seating.added > 0) {
      draft.take(seating.list);
      // Somebody else may have saved meanwhile: what is typed here goes over it with a second saving.
      const refused = (await draft.save()) ?? null;
      const again = refused === 'names-changed' ? await draft.save() : refused;
      if (again !== null) throw new ListFault(again);
    }
    this.written++;
  }

  private async listOf(room: RollClass): Promise<NameList> {
    const there = this.roomOf(room);
    if (there === undefined || there.revision === 0) return new Map();
    const draft = new ClassDraft(this.names, there);
    await draft.load();
    if (draft.fault !== null) throw new ListFault(draft.fault);
    return draft.list;
  }

  /** A class that stays as it is has the places it has. */
  private mostOf(room: RollClass, isHeld: boolean): number {
    return isHeld ? Math.min(mostInClass, this.roomOf(room)?.seats ?? 0) : mostInClass;
  }

  /** Of this year: a class of last year has another list. */
  private roomOf(room: RollClass): NamedClass | undefined {
    const classes = this.names.school?.classes ?? [];
    const year = Math.max(...classes.map((one) => one.year));
    return classes.find((one) => one.year === year && classKey(one.name) === classKey(room.name));
  }

  private async act(deed: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    [this.busy, this.fault] = [true, null];
    let list: string | null = null;
    const refused = await this.names.act(async () => {
      try {
        await deed();
      } catch (error) {
        if (!(error instanceof ListFault)) throw error;
        list = error.code;
      }
    });
    [this.busy, this.fault] = [false, refused ?? list];
  }
}

class ListFault extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

function portionsOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / portion) }, (_, at) => all.slice(at * portion, (at + 1) * portion));
}
