import type { AnswerPath, PathEntry } from '../../shared/net/protocolWire';

/** From so long on an entry came after a pause. */
export const pauseMs = 60_000;

/** Longer than this a bar does not grow. */
export const tallestMs = 30_000;

export interface SectionPath {
  title: string;
  questions: string[];
  entries: PathEntry[];
  /** Of entries with a known time, pauses left out; null without one. */
  medianMs: number | null;
  changes: number;
  skips: number;
  pauses: number;
}

/** A path by section, in the order of the battery; sections without an entry are left out. */
export function bySection({ sections, entries }: AnswerPath): SectionPath[] {
  return sections
    .map(({ title, questions }, index) => told(title, questions, entries.filter(({ section }) => section === index)))
    .filter((section) => section.entries.length > 0);
}

function told(title: string, questions: string[], entries: PathEntry[]): SectionPath {
  const count = (is: (entry: PathEntry) => boolean): number => entries.filter(is).length;
  const times = entries.filter((entry) => entry.act !== 'began' && entry.tookMs !== null && !isPause(entry)).map(({ tookMs }) => tookMs ?? 0);
  return {
    title, questions, entries, medianMs: median(times), changes: count(({ act }) => act === 'changed'), skips: count(({ act }) => act === 'skipped'), pauses: count(isPause),
  };
}

export function isPause({ tookMs }: PathEntry): boolean {
  return tookMs !== null && tookMs >= pauseMs;
}

function median(values: number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Height of an entry's bar, 0..1. */
export function heightOf({ tookMs }: PathEntry): number {
  return tookMs === null ? 0 : Math.max(0.02, Math.min(1, tookMs / tallestMs));
}

/** Minutes and seconds since the start. */
export function clockOf(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Seconds with one digit below ten. */
export function secondsOf(ms: number): number {
  return ms < 9_950 ? Math.round(ms / 100) / 10 : Math.round(ms / 1_000);
}
