import { SvelteMap } from 'svelte/reactivity';
import { get, type ApiFault } from '../shared/net/api';
import type { QueueClass, QueuePage, QueueRow, QueueState, NeedReason } from '../shared/net/reviewWire';
import type { Typed } from './decision/sealed';
import type { StaffAct } from '../shared/net/staffWire';
import { sessionsOf } from './words';
import { barOf, loadMe, staffPost } from '../shared/net/staff';

export type ReviewStage = 'loading' | 'signIn' | 'denied' | 'open' | 'offline';

/** Which part of the queue is looked at; empty means all. */
export interface Wish {
  school: string;
  class: string;
  grade: string;
  reason: NeedReason | '';
  state: QueueState | '';
  /** Room for so many talks. */
  talks: string;
  seat: string;
}

export const everything: Wish = { school: '', class: '', grade: '', reason: '', state: '', talks: '', seat: '' };

/** Rows of a page, as the server has them. */
export const pageSize = 50;

/** The queue as this page has it: what is counted, and of a long list only the pages that were looked at. */
export class ReviewBook {
  stage = $state<ReviewStage>('loading');
  wish = $state.raw<Wish>(everything);
  /** The newest reply, for its counts and classes. */
  head = $state.raw<QueuePage | null>(null);
  total = $state(0);
  /** Place in the list of the row that is chosen. */
  chosen = $state(0);
  /** Whether letters are keys. */
  hasKeys = $state(true);
  /** Of the newest deed; null when it worked. */
  fault = $state<string | null>(null);
  readonly rows = new SvelteMap<number, QueueRow>();
  /** Every class of the place that was seen, whatever is filtered now. */
  readonly classes = new SvelteMap<string, QueueClass>();
  /** Decisions that are typed and stand in no draft yet, by the address of their profile. */
  readonly unsaved = new Map<string, Typed>();
  /** What whoever is signed in may do. */
  acts = $state.raw<readonly StaffAct[]>([]);
  private asked = new Set<number>();
  private run = 0;

  /** The part that is looked at, as the server is asked for it. */
  get query(): URLSearchParams {
    return new URLSearchParams(Object.entries(this.wish).filter(([, value]) => value !== ''));
  }

  async start(): Promise<void> {
    this.stage = 'loading';
    try {
      this.acts = (await loadMe()).acts;
    } catch (error) {
      this.stage = barOf(error);
      return;
    }
    // Whoever may not read it is not refused it first: that would stand in the server's log.
    if (this.acts.includes('readResults')) await this.choose({});
    else this.stage = 'denied';
  }

  /** Whether whoever is signed in may release and sign. */
  get maySign(): boolean {
    return this.acts.includes('releaseResults');
  }

  /** Looks at another part, from its beginning. */
  async choose(part: Partial<Wish>): Promise<void> {
    this.wish = { ...this.wish, ...part };
    const run = ++this.run;
    this.asked = new Set([0]);
    const page = await this.read(0, run);
    if (page === null) return;
    this.rows.clear();
    this.take(page, 0);
    this.stage = 'open';
  }

  /** Asks for the pages of these rows, where they are not there yet. */
  need(from: number, to: number): void {
    for (let page = Math.floor(from / pageSize); page * pageSize < Math.min(to, this.total); page++) {
      if (!this.asked.has(page)) void this.fetch(page);
    }
  }

  /** A talk was held, or it was noted by mistake. The row stays where it is until the queue is read anew. */
  async note(classId: string, seat: number, held: boolean): Promise<void> {
    this.fault = null;
    try {
      await staffPost('/api/review/talks', { classId, seat, held });
      const index = this.indexOf(classId, seat);
      const row = index === null ? undefined : this.rows.get(index);
      // Of several sessions the one that leads the row goes on leading it.
      const fresh = await this.find(row?.classId ?? classId, row?.seat ?? seat);
      if (index !== null && fresh !== null) this.rows.set(index, fresh);
    } catch (error) {
      this.refused(error);
    }
  }

  /** Where a student stands in the part that is looked at; null for one whose page was not read. */
  indexOf(classId: string, seat: number): number | null {
    const is = (row: QueueRow | undefined): boolean => row !== undefined && sessionsOf(row).some((one) => one.classId === classId && one.seat === seat);
    if (is(this.rows.get(this.chosen))) return this.chosen;
    return [...this.rows].find(([, row]) => is(row))?.[0] ?? null;
  }

  /** The row at a place, read where it is not there yet; null past the ends. */
  async at(index: number): Promise<QueueRow | null> {
    if (index < 0 || index >= this.total) return null;
    if (!this.rows.has(index)) await this.fetch(Math.floor(index / pageSize));
    return this.rows.get(index) ?? null;
  }

  /** One row with the counts as they are now; null where it is not in the queue any more. */
  async find(classId: string, seat: number): Promise<QueueRow | null> {
    const page = await get<QueuePage>(`/api/review/queue?${new URLSearchParams({ class: classId, seat: String(seat) })}`);
    if (this.head !== null) this.head = { ...this.head, counts: page.counts, reasons: page.reasons };
    return page.rows[0] ?? null;
  }

  private async fetch(page: number): Promise<void> {
    this.asked.add(page);
    const run = this.run;
    const reply = await this.read(page * pageSize, run);
    if (reply === null) this.asked.delete(page);
    else this.take(reply, page * pageSize);
  }

  /** Null when it failed, or another part was chosen meanwhile. */
  private async read(from: number, run: number): Promise<QueuePage | null> {
    const query = this.query;
    query.set('from', String(from));
    try {
      const page = await get<QueuePage>(`/api/review/queue?${query}`);
      return run === this.run ? page : null;
    } catch (error) {
      if (run === this.run) this.refused(error);
      return null;
    }
  }

  private take(page: QueuePage, from: number): void {
    this.head = page;
    this.total = page.total;
    this.fault = null;
    for (const one of page.classes) this.classes.set(one.classId, one);
    for (const [index, row] of page.rows.entries()) this.rows.set(from + index, row);
  }

  private refused(error: unknown): void {
    const stage = barOf(error);
    this.fault = (error as ApiFault).code;
    // What is there stays; only who may not see it any more is sent away.
    if (stage !== 'offline' || this.head === null) this.stage = stage;
  }
}
