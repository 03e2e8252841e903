import { get } from '../../shared/net/api';
import { staffPost } from '../../shared/net/staff';
import type { SchoolYears, YearOutcome, YearPair, YearPlace } from '../../shared/net/yearsWire';
import { SealFault } from '../../shared/names/bytes';
import { openList, type NameList } from '../../shared/names/list';
import type { ClassNames } from '../../shared/names/wire';
import type { Names } from './names.svelte';
import { pairOf, placeOf, propose, type NamedPlace, type Proposal } from './yearMatch';

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

  async link(): Promise<string | null> {
    const pairs = this.pairs;
    const fault = await this.names.act(async () => {
      this.outcome = await staffPost<YearOutcome>(this.address('/link'), { pairs });
      const passed = new Set(this.outcome.passed.map(({ pair }) => keyOf(pair.now)));
      this.justLinked = pairs.map(({ now }) => now).filter((now) => !passed.has(keyOf(now)));
    });
    if (fault === null) await this.load();
    return fault;
  }

  async unlink(places: readonly YearPlace[]): Promise<string | null> {
    const fault = await this.names.act(() => staffPost(this.address('/unlink'), { places: places.map(placeOf) }));
    if (fault !== null) return fault;
    [this.outcome, this.justLinked] = [null, []];
    await this.load();
    return null;
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
