import type { NameList } from './list';
import { openClass, type Closed } from './opening';
import { decode } from '../files/decode';
import { largestFile, readTable } from './table';

/** Names shown beside places: hidden until somebody asks for them, because boards are projected; in this page's memory only. */
export class ShownNames {
  shown = $state(false);
  closed = $state<Closed | 'file-large' | 'file-empty' | null>(null);
  busy = $state(false);
  private list = $state.raw<NameList | null>(null);

  constructor(private readonly classId: string) {}

  get count(): number {
    return this.list?.size ?? 0;
  }

  of(seat: number): string | undefined {
    return this.shown ? this.list?.get(seat) : undefined;
  }

  /** The place with the name beside it, for sentences and headings. */
  beside(seat: number): string {
    const name = this.of(seat);
    return name === undefined ? String(seat) : `${seat} (${name})`;
  }

  async toggle(): Promise<void> {
    if (this.shown) {
      this.shown = false;
      return;
    }
    if (this.list === null) await this.open();
    this.shown = this.list !== null;
  }

  /** The list lies in a file of the school's own; it is read here and goes nowhere. */
  async takeFile(file: File): Promise<void> {
    if (file.size > largestFile) {
      this.closed = 'file-large';
      return;
    }
    const list = readTable(decode(await file.arrayBuffer()));
    this.closed = list.size === 0 ? 'file-empty' : null;
    if (list.size > 0) [this.list, this.shown] = [list, true];
  }

  private async open(): Promise<void> {
    this.busy = true;
    const opening = await openClass(this.classId);
    this.busy = false;
    if ('names' in opening) [this.list, this.closed] = [opening.names, null];
    else this.closed = opening.closed;
  }
}
