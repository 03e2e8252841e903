import type { NameList } from './list';

/** Somebody else saved meanwhile: what was changed here stays, everything else is theirs. */
export function merge(base: NameList, mine: NameList, theirs: NameList): NameList {
  const merged = new Map(theirs);
  for (const seat of new Set([...base.keys(), ...mine.keys()])) {
    if (base.get(seat) === mine.get(seat)) continue;
    const name = mine.get(seat);
    if (name === undefined) merged.delete(seat);
    else merged.set(seat, name);
  }
  return merged;
}
