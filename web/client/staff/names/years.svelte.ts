import { get } from '../../shared/net/api';
import { staffPost } from '../../shared/net/staff';
import type { SchoolYears, YearOutcome, YearPair, YearPlace } from '../../shared/net/yearsWire';
import { SealFault } from '../../shared/names/bytes';
import { openList, type NameList } from '../../shared/names/list';
import type { ClassNames } from '../../shared/names/wire';
import type { Names } from './names.svelte';
import { pairOf, placeOf, propose, type NamedPlace, type Proposal } from './yearMatch';

/** So many places go in one request: the server takes a few more, and each is one short deed of its store. */
export const portionSize = 200;

/** What the server says of a request that no repetition helps. */
const refused = 'years-invalid';

/** The years of the open school: names are joined here, and pairs of places go out. */
export class Years {
  stage = $state<'closed' | 'reading' | 'fault' | 'ready'>('closed');
  fault = $state<string | null>(null);
  years = $state.raw<SchoolYears | null>(null);
  proposal = $state.raw<Proposal | null>(null);
  /** What was chosen for those who are asked: the place of this year → the one of last year. */
  chosen = $state<Record<string, string>>({});
  outcome = $state.raw<YearOutcome | null>(null);
  /** Places that were just linked: taken back with one press. */
  justLinked = $state.raw<YearPlace[]>([]);
  /** Pairs of the newest linking that were not sent or were refused as a whole. */
  left = $state(0);
  /** While places are on their way. */
  sending = $state.raw<{ done: number; all: number } | null>(null);
  readTo = $state(0);
  lists = $state(0);

  constructor(private readonly names: Names) {}

  get pairs(): YearPair[] {
    const found = this.proposal;
    if (found === null) return [];
    const answered = found.asked.flatMap(({ now, candidates }) =>
      candidates.filter((earlier) => keyOf(earlier) === this.chosen[keyOf(now)]).map((earlier) => pairOf(now, earlier)),
    );
    return [...found.sure.map(({ now, earlier }) => pairOf(now, earlier)), ...answered];
  }

  /** One place of last year cannot be two students'. */
  get clashes(): boolean {
    const earlier = this.pairs.map((pair) => keyOf(pair.earlier));
    return new Set(earlier).size < earlier.length;
  }

  async load(): Promise<void> {
    this.stage = 'reading';
    this.fault = await this.names.act(async () => {
      const years = await get<SchoolYears>(this.address(''));
      this.proposal = years.earlierYear === null ? null : propose(years, await this.read(years));
      this.years = years;
      this.chosen = {};
    });
    this.stage = this.fault === null ? 'ready' : 'fault';
  }

  /** What a portion that did not go through leaves behind can be linked once more, and counts with what was linked before. */
  async link(): Promise<string | null> {
    const pairs = this.pairs;
    let [outcome, linked] = this.left > 0 && this.outcome !== null ? [this.outcome, this.justLinked] : [{ linked: 0, passed: [] }, []];
    const { fault, left } = await this.inPortions(pairs, async (portion) => {
      const { linked: n, passed } = await staffPost<YearOutcome>(this.address('/link'), { pairs: portion });
      const without = new Set(passed.map(({ pair }) => keyOf(pair.now)));
      outcome = { linked: outcome.linked + n, passed: [...outcome.passed, ...passed] };
      linked = [...linked, ...portion.map(({ now }) => now).filter((now) => !without.has(keyOf(now)))];
    });
    if (left.length === pairs.length) return fault;
    [this.outcome, this.justLinked, this.left] = [outcome, linked, left.length];
    await this.load();
    return fault;
  }

  async unlink(places: readonly YearPlace[]): Promise<string | null> {
    const { fault, left } = await this.inPortions(places, (portion) => staffPost(this.address('/unlink'), { places: portion.map(placeOf) }));
    if (left.length === places.length) return fault;
    [this.outcome, this.justLinked, this.left] = fault === null ? [null, [], 0] : [this.outcome, [...left], this.left];
    await this.load();
    return fault;
  }

  /** One portion that is refused leaves the others done; where the server is not reached, the rest is not tried. */
  private async inPortions<T>(all: readonly T[], send: (portion: readonly T[]) => Promise<void>): Promise<{ fault: string | null; left: readonly T[] }> {
    let fault: string | null = null;
    const left: T[] = [];
    for (let from = 0; from < all.length; from += portionSize) {
      const portion = all.slice(from, from + portionSize);
      this.sending = { done: from, all: all.length };
      const code: string | null = fault === null || fault === refused ? await this.names.act(() => send(portion)) : fault;
      if (code === null) continue;
      fault = code;
      left.push(...portion);
    }
    this.sending = null;
    return { fault, left };
  }

  private async read(years: SchoolYears): Promise<Map<string, NameList>> {
    const known = new Set(this.names.school?.classes.filter(({ revision }) => revision > 0).map(({ id }) => id));
    const wanted = years.classes.filter(({ classId }) => known.has(classId));
    [this.readTo, this.lists] = [0, wanted.length];
    const read = new Map<string, NameList>();
    for (const { classId } of wanted) {
      const key = this.names.key;
      if (key === null) throw new SealFault();
      const { list } = await get<ClassNames>(`/api/names/classes/${encodeURIComponent(classId)}`);
      if (list !== null) read.set(classId, await openList({ ...list, classId }, key));
      this.readTo += 1;
    }
    return read;
  }

  private address(door: string): string {
    return `/api/names/schools/${encodeURIComponent(this.names.school?.id ?? '')}/years${door}`;
  }
}

export function keyOf({ classId, seat }: YearPlace | NamedPlace): string {
  return `${classId} ${seat}`;
}
