import type { NameList } from '../../shared/names/list';
import type { SchoolYears, YearClass, YearPair, YearPlace, YearWords } from '../../shared/net/yearsWire';

/** A place with the name that stands at it; here, in the browser, and nowhere else. */
export interface NamedPlace extends YearPlace {
  className: string;
  name: string;
  words: YearWords;
  tie: number | null;
}

/** A name that may be one of several, or is written otherwise: a person says which. */
export interface Question {
  now: NamedPlace;
  candidates: NamedPlace[];
}

export interface Proposal {
  /** The same name a grade lower, and nobody else of that name on either side. */
  sure: { now: NamedPlace; earlier: NamedPlace }[];
  asked: Question[];
  linked: { now: NamedPlace; earlier: NamedPlace; differs: boolean }[];
  /** Somebody of last year, but one of the two did not agree to words that tell of several years. */
  words: number;
  /** Nobody of that name last year. */
  alone: number;
}

/** Proposes which places of both years are one student's, by names alone. Whatever is not plain is asked. */
export function propose(years: SchoolYears, names: ReadonlyMap<string, NameList>): Proposal {
  const earlierYear = years.earlierYear ?? years.year;
  const gap = years.year - earlierYear;
  const now = placesOf(years.classes.filter(({ year }) => year === years.year), names);
  const earlier = placesOf(years.classes.filter(({ year }) => year === earlierYear && gap > 0), names);
  const found: Proposal = { sure: [], asked: [], linked: [], words: 0, alone: 0 };
  const taken = new Set<NamedPlace>();
  for (const one of now.filter(({ tie }) => tie !== null)) {
    const before = earlier.find(({ tie }) => tie === one.tie);
    if (before === undefined) continue;
    found.linked.push({ now: one, earlier: before, differs: one.name !== '' && before.name !== '' && !isSame(one, before) });
    taken.add(one).add(before);
  }
  const free = earlier.filter((one) => !taken.has(one) && one.tie === null && one.name !== '');
  const open = now.filter((one) => !taken.has(one) && one.name !== '');
  for (const one of open) {
    const candidates = free.filter((before) => isLike(one, before));
    if (candidates.length === 0) {
      found.alone += 1;
      continue;
    }
    const ready = one.words === 'agreed' ? candidates.filter(({ words }) => words === 'agreed') : [];
    const [only] = candidates;
    if (ready.length === 0) found.words += 1;
    else if (candidates.length === 1 && only !== undefined && isSame(one, only) && only.grade + gap === one.grade && open.filter((other) => isLike(other, only)).length === 1) {
      found.sure.push({ now: one, earlier: only });
    } else found.asked.push({ now: one, candidates: ready });
  }
  return found;
}

/** What goes to the server: numbers of places. */
export function pairOf(now: YearPlace, earlier: YearPlace): YearPair {
  return { now: placeOf(now), earlier: placeOf(earlier) };
}

export function placeOf({ classId, seat }: YearPlace): YearPlace {
  return { classId, seat };
}

type Graded = NamedPlace & { grade: number };

function placesOf(classes: readonly YearClass[], names: ReadonlyMap<string, NameList>): Graded[] {
  return classes.flatMap(({ classId, className, grade, seats }) =>
    seats.map(({ seat, words, tie }) => ({ classId, className, grade, seat, words, tie, name: names.get(classId)?.get(seat) ?? '' })),
  );
}

/** The words of a name in any order; ё as е, whatever the case. */
function wordsOf({ name }: NamedPlace): string[] {
  return [...new Set(name.toLocaleLowerCase('ru').replace(/ё/g, 'е').split(/[^\p{L}\p{M}]+/u).filter((word) => word !== ''))].sort();
}

function isSame(one: NamedPlace, other: NamedPlace): boolean {
  return wordsOf(one).join(' ') === wordsOf(other).join(' ');
}

/** The same words, or all of the shorter name in the longer one where that is more than a surname. */
function isLike(one: NamedPlace, other: NamedPlace): boolean {
  const [short, long] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length) as [string[], string[]];
  return short.join(' ') === long.join(' ') || (short.length > 1 && short.every((word) => long.includes(word)));
}
