import type { ReviewChoice } from '../../shared/net/decisionWire';
import { isSame } from './changes';

export interface Run {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** Two texts word by word, by the longest row of words they have in common; the spaces before a word belong to it. */
export function wordRuns(before: string, after: string): Run[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const length = commonLengths(old, now);
  const width = now.length + 1;
  const runs: Run[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i]!.trim() === now[j]!.trim()) {
      put(runs, 'same', now[j]!);
      i++;
      j++;
    } else if (j === now.length || (i < old.length && length[(i + 1) * width + j]! >= length[i * width + j + 1]!)) put(runs, 'gone', old[i++]!);
    else put(runs, 'new', now[j++]!);
  }
  return runs;
}

const wordsOf = (text: string): string[] => text.trimEnd().match(/\s*\S+/g) ?? [];

/** How many words the rests of both texts have in common, from each place on. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint16Array {
  const width = now.length + 1;
  const length = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      length[i * width + j] = old[i]!.trim() === now[j]!.trim()
        ? length[(i + 1) * width + j + 1]! + 1
        : Math.max(length[(i + 1) * width + j]!, length[i * width + j + 1]!);
    }
  }
  return length;
}

function put(runs: Run[], kind: Run['kind'], text: string): void {
  const last = runs.at(-1);
  if (last?.kind === kind) last.text += text;
  else runs.push({ kind, text });
}

/** One recommendation that is decided otherwise; null where it is not in the list at all. */
export interface ListDifference {
  title: string;
  before: ReviewChoice | null;
  after: ReviewChoice | null;
  /** Its place among what stands first, from 1; null elsewhere. */
  places: [number | null, number | null];
}

/** What is decided otherwise in the later version, in its order, then what is gone. */
export function listDifferences(before: readonly ReviewChoice[], after: readonly ReviewChoice[]): ListDifference[] {
  const placeIn = (all: readonly ReviewChoice[], item: ReviewChoice): number | null => {
    const place = all.filter(({ verdict }) => verdict === 'preferred' || verdict === 'added').findIndex((one) => isSame(one, item));
    return place < 0 ? null : place + 1;
  };
  const items = [...after, ...before.filter((one) => !after.some((other) => isSame(one, other)))];
  return items.flatMap((item) => {
    const was = before.find((one) => isSame(one, item)) ?? null;
    const is = after.find((one) => isSame(one, item)) ?? null;
    const places: [number | null, number | null] = [placeIn(before, item), placeIn(after, item)];
    const isLeft = was !== null && is !== null && was.verdict === is.verdict && was.reason === is.reason && was.words === is.words && places[0] === places[1];
    return isLeft ? [] : [{ title: item.title, before: was, after: is, places }];
  });
}
