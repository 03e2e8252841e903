import { sectionStart, type AnswerEntry } from '../net/wire';
import { rangeOf, type Database, type NumberedAnswer, type SessionRecord } from './database';
import { reconcile, rewind, type LogState } from './reconcile';

const batchBytes = 3_600;
/** An answer's JSON without its value, at most. */
const entryBytes = 40;

/** A batch on its way: the numbers are first, first + 1, … */
export interface Batch {
  first: number;
  answers: AnswerEntry[];
}

/**
 * The session's numbered entries on this device: answers, and starts of limited sections, which are carried like answers and counted as none. Every change is one IndexedDB transaction that reads the last number
 * itself, so two tabs can never give the same number twice; without a working database everything stays in memory.
 */
export class AnswerLog {
  private state: LogState;
  private readonly values = new Map<number, string>();
  private readonly unsaved = new Set<NumberedAnswer>();
  private queue: Promise<void> = Promise.resolve();
  private lastElapsed = 0;
  private waiting = 0;
  /** True once the device could not store an answer: only this window has it until the server does. */
  degraded: boolean;
  refused = 0;

  private constructor(
    private readonly db: Database | null,
    readonly sid: string,
    record: Pick<SessionRecord, 'acked' | 'restored'>,
    entries: readonly NumberedAnswer[],
  ) {
    this.state = { entries, acked: record.acked, restored: record.restored };
    this.degraded = db === null;
    this.adopt(this.state);
    for (const entry of [...this.state.restored, ...this.state.entries]) this.lastElapsed = Math.max(this.lastElapsed, entry.d);
  }

  static async open(db: Database | null, record: Pick<SessionRecord, 'sid' | 'acked' | 'restored'>): Promise<AnswerLog> {
    const entries = db === null ? [] : await readEntries(db, record.sid).catch(() => []);
    return new AnswerLog(db, record.sid, record, entries);
  }

  get acked(): number {
    return this.state.acked;
  }

  /** Entries the server has not acknowledged, those still being stored included. */
  get pending(): number {
    return this.unacknowledged().length + this.waiting;
  }

  /** Those of them that are answers. */
  get pendingAnswers(): number {
    return this.unacknowledged().filter(isAnswer).length + [...this.inQueue.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Different items with an answer (a skip counts). */
  get answered(): number {
    return this.values.size;
  }

  /** Different items whose last answer the server holds. */
  get saved(): number {
    const pending = new Set(this.unacknowledged().filter(isAnswer).map((entry) => entry.q));
    return this.values.size - pending.size - this.waitingItems(pending);
  }

  /** Where the monotonic clock of the session continues. */
  get elapsedMs(): number {
    return this.lastElapsed;
  }

  valueOf(item: number): string | undefined {
    return this.values.get(item);
  }

  has(item: number): boolean {
    return this.values.has(item);
  }

  private readonly inQueue = new Map<number, number>();

  private waitingItems(alreadyCounted: ReadonlySet<number>): number {
    let count = 0;
    for (const item of this.inQueue.keys()) if (!alreadyCounted.has(item)) count++;
    return count;
  }

  /** Takes an answer at once for the page; resolves when it has a number and, if the device can, is on its disk. */
  append(item: number, value: string, elapsedMs: number): Promise<void> {
    const entry = { q: item, v: value, d: Math.max(0, Math.round(elapsedMs)) };
    if (isAnswer(entry)) {
      this.values.set(item, value);
      this.inQueue.set(item, (this.inQueue.get(item) ?? 0) + 1);
    }
    this.lastElapsed = Math.max(this.lastElapsed, entry.d);
    this.waiting++;
    return this.inTurn(async () => {
      try {
        await this.write(entry);
      } finally {
        this.waiting--;
        const left = (this.inQueue.get(item) ?? 1) - 1;
        if (left === 0) this.inQueue.delete(item);
        else this.inQueue.set(item, left);
      }
    });
  }

  /** The next answers to send, or null when everything is acknowledged. */
  next(limit: number): Batch | null {
    return batchOf(fitting(this.unacknowledged().slice(0, limit)));
  }

  /** Everything unacknowledged in messages of that many answers at most. */
  async batches(limit: number): Promise<Batch[]> {
    await this.queue;
    const batches: Batch[] = [];
    for (let rest = this.unacknowledged(); rest.length > 0; ) {
      const part = fitting(rest.slice(0, limit));
      batches.push(batchOf(part)!);
      rest = rest.slice(part.length);
    }
    return batches;
  }

  /** Everything that is not acknowledged, however much it is, once what is being stored has its numbers. */
  async unsent(): Promise<Batch> {
    await this.queue;
    return batchOf(this.unacknowledged()) ?? { first: this.acked + 1, answers: [] };
  }

  acknowledge(highWater: number): Promise<void> {
    if (highWater <= this.state.acked) return Promise.resolve();
    this.state = { ...this.state, acked: highWater };
    return this.inTurn(() => this.saveMark());
  }

  /** After a `gap`: everything above the mark goes again. */
  rewind(highWater: number): Promise<void> {
    return this.inTurn(() => this.change((state) => rewind(state, highWater)));
  }

  /** After a hello: see reconcile. */
  reconcile(highWater: number, server: readonly AnswerEntry[] | null): Promise<void> {
    return this.inTurn(async () => {
      if (server === null && highWater === this.state.acked) return;
      await this.change((state) => reconcile(state, highWater, server));
    });
  }

  /** Takes an answer the server calls invalid out of the line, so that those behind it can go on. */
  refuse(n: number): Promise<void> {
    return this.inTurn(async () => {
      const guilty = this.state.entries.find((entry) => entry.n === n);
      if (guilty === undefined) return;
      this.refused++;
      await this.change(
        (state) => ({
          ...state,
          entries: state.entries.filter((entry) => entry.n !== n).map((entry) => (entry.n > n ? { ...entry, n: entry.n - 1 } : entry)),
        }),
        guilty,
      );
    });
  }


  private unacknowledged(): NumberedAnswer[] {
    const { entries, acked } = this.state;
    let from = entries.length;
    while (from > 0 && entries[from - 1]!.n > acked) from--;
    return entries.slice(from);
  }

  private inTurn(step: () => Promise<void>): Promise<void> {
    const turn = this.queue.then(step);
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async write(answer: AnswerEntry): Promise<void> {
    if (this.db !== null) {
      try {
        await this.writeToDisk(this.db, answer);
        return;
      } catch {
        this.degraded = true;
      }
    }
    const entry = { n: this.lastNumber() + 1, ...answer };
    this.unsaved.add(entry);
    this.state = { ...this.state, entries: [...this.state.entries, entry] };
  }

  private async writeToDisk(db: Database, answer: AnswerEntry): Promise<void> {
    const tx = db.transaction(['sessions', 'answers'], 'readwrite', { durability: 'strict' });
    const answers = tx.objectStore('answers');
    const last = (await answers.openKeyCursor(rangeOf(this.sid), 'prev'))?.key[1] ?? 0;
    const foreign = last > this.lastNumber();
    let n = Math.max(last, this.lastNumber());
    // What this window could not store before; another tab may have taken those numbers meanwhile.
    for (const missing of this.unsaved) void answers.add({ sid: this.sid, ...missing, n: foreign ? ++n : missing.n });
    const entry = { n: n + 1, ...answer };
    void answers.add({ sid: this.sid, ...entry });
    await tx.done;
    this.unsaved.clear();
    this.degraded = false;
    // Another tab of this browser has written since: its answers are ours to send.
    const entries = foreign ? await readEntries(db, this.sid) : [...this.state.entries, entry];
    this.state = { ...this.state, entries };
    if (foreign) this.adopt(this.state);
  }

  private async change(step: (state: LogState) => LogState, guilty?: AnswerEntry): Promise<void> {
    if (this.db !== null) {
      try {
        await this.changeOnDisk(this.db, step, guilty);
        return;
      } catch {
        this.degraded = true;
      }
    }
    this.state = step(this.state);
    this.adopt(this.state);
  }

  private async changeOnDisk(db: Database, step: (state: LogState) => LogState, guilty?: AnswerEntry): Promise<void> {
    const tx = db.transaction(['sessions', 'answers', 'refused'], 'readwrite', { durability: 'strict' });
    const store = tx.objectStore('answers');
    const stored = (await store.getAll(rangeOf(this.sid))).map(withoutSession);
    const before: LogState = { ...this.state, entries: [...stored, ...this.unsaved].sort((a, b) => a.n - b.n) };
    const after = step(before);
    if (after.entries !== before.entries || this.unsaved.size > 0) {
      void store.delete(rangeOf(this.sid));
      for (const entry of after.entries) void store.put({ sid: this.sid, ...entry });
    }
    if (guilty !== undefined) void tx.objectStore('refused').add({ sid: this.sid, q: guilty.q, v: guilty.v, d: guilty.d });
    const record = await tx.objectStore('sessions').get(this.sid);
    if (record !== undefined) void tx.objectStore('sessions').put({ ...record, acked: after.acked, restored: [...after.restored] });
    await tx.done;
    this.unsaved.clear();
    this.state = after;
    this.adopt(after);
  }

  private async saveMark(): Promise<void> {
    if (this.db === null) return;
    try {
      const tx = this.db.transaction('sessions', 'readwrite');
      const record = await tx.store.get(this.sid);
      if (record !== undefined) void tx.store.put({ ...record, acked: this.state.acked });
      await tx.done;
    } catch {
      // A mark that is too low only costs a resend.
    }
  }

  private adopt(state: LogState): void {
    const kept = [...this.inQueue.keys()].map((item) => [item, this.values.get(item)] as const);
    this.values.clear();
    for (const entry of [...state.restored, ...state.entries].filter(isAnswer)) this.values.set(entry.q, entry.v);
    // What was chosen a moment ago and still waits for its number stays chosen.
    for (const [item, value] of kept) if (value !== undefined) this.values.set(item, value);
  }

  private lastNumber(): number {
    return Math.max(this.state.acked, this.state.entries.at(-1)?.n ?? 0);
  }
}

function batchOf(entries: readonly NumberedAnswer[]): Batch | null {
  const first = entries[0];
  return first === undefined ? null : { first: first.n, answers: entries.map(({ q, v, d }) => ({ q, v, d })) };
}

/** The first of them that one message takes: 4 KB; one answer always fits. */
function fitting(entries: readonly NumberedAnswer[]): NumberedAnswer[] {
  let bytes = 0;
  return entries.filter(({ v }, index) => (bytes += v.length + entryBytes) <= batchBytes || index === 0);
}

function isAnswer(entry: AnswerEntry): boolean {
  return entry.v !== sectionStart;
}

async function readEntries(db: Database, sid: string): Promise<NumberedAnswer[]> {
  return (await db.getAll('answers', rangeOf(sid))).map(withoutSession);
}

function withoutSession({ n, q, v, d }: NumberedAnswer): NumberedAnswer {
  return { n, q, v, d };
}
