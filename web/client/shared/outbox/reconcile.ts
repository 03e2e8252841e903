import type { AnswerEntry } from '../net/wire';
import type { NumberedAnswer } from './database';

export interface LogState {
  /** Local answers by rising number. */
  entries: readonly NumberedAnswer[];
  acked: number;
  restored: readonly AnswerEntry[];
}

/**
 * Brings the local log and the server's together after a hello.
 *
 * Usually the server's log is a beginning of ours and only the mark moves. Otherwise (another device went on, or this
 * device lost a record) numbers up to `highWater` belong to the server: what it has of ours is done, what it has not is
 * numbered anew above its mark, and where another device answered the same item, that answer is said again last, so that it stays
 * the valid one. Nothing is dropped.
 *
 * @param server last value by item, or null when the server says we know as much as it does
 */
export function reconcile(local: LogState, highWater: number, server: readonly AnswerEntry[] | null): LogState {
  if (server === null || highWater < local.acked) return rewind(local, highWater);
  return isPrefix(local, highWater, server) ? { ...local, acked: highWater } : merge(local, highWater, server);
}

/** The mark goes to `highWater`; everything above it must be held and follow without a hole. */
export function rewind(local: LogState, highWater: number): LogState {
  const above = local.entries.filter((entry) => entry.n > highWater);
  const contiguous = above.every((entry, index) => entry.n === highWater + 1 + index);
  const knownUpTo = Math.max(local.acked, local.entries.at(-1)?.n ?? 0);
  if (contiguous && (above.length > 0 || highWater >= knownUpTo)) return { ...local, acked: highWater };
  // The server lost what we no longer hold under its number: say all of it again.
  const all = highWater < local.acked ? [...local.restored, ...local.entries] : above;
  return { entries: numbered(all, highWater), acked: highWater, restored: local.restored };
}

function isPrefix(local: LogState, highWater: number, server: readonly AnswerEntry[]): boolean {
  const held = new Set(local.entries.map((entry) => entry.n));
  for (let n = local.acked + 1; n <= highWater; n++) if (!held.has(n)) return false;
  const expected = new Map<number, AnswerEntry>();
  for (const entry of local.restored) expected.set(entry.q, entry);
  for (const entry of local.entries) if (entry.n <= highWater) expected.set(entry.q, entry);
  return expected.size === server.length && server.every((entry) => same(expected.get(entry.q), entry));
}

function merge(local: LogState, highWater: number, server: readonly AnswerEntry[]): LogState {
  const byItem = new Map(server.map((entry) => [entry.q, entry]));
  const deliveredUpTo = new Map<number, number>();
  for (const entry of local.entries) if (same(byItem.get(entry.q), entry)) deliveredUpTo.set(entry.q, entry.n);
  const ours = local.entries.filter((entry) => entry.n > local.acked && entry.n > (deliveredUpTo.get(entry.q) ?? 0));
  const elsewhere = new Map<number, AnswerEntry>();
  for (const { q } of ours) {
    const theirs = byItem.get(q);
    if (theirs !== undefined && !deliveredUpTo.has(q) && !local.restored.some((entry) => same(entry, theirs))) elsewhere.set(q, theirs);
  }
  return { entries: numbered([...ours, ...elsewhere.values()], highWater), acked: highWater, restored: server };
}

function numbered(entries: readonly AnswerEntry[], after: number): NumberedAnswer[] {
  return entries.map(({ q, v, d }, index) => ({ n: after + 1 + index, q, v, d }));
}

function same(a: AnswerEntry | undefined, b: AnswerEntry): boolean {
  return a !== undefined && a.q === b.q && a.v === b.v && a.d === b.d;
}
