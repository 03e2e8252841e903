import { get } from '../../shared/net/api';
import { staffPost } from '../../shared/net/staff';
import type { Day, DueStep, DueSteps, StepMark, StepOutcome } from '../../shared/net/consiliumWire';
import { attempt } from '../attempt';

/** What is due at a place, and which of it is marked. */
export class DueBook {
  due = $state.raw<DueSteps | null>(null);
  picked = $state.raw<ReadonlySet<string>>(new Set());
  busy = $state(false);
  /** How many the last saving wrote; null before. */
  saved = $state<number | null>(null);
  fault = $state<string | null>(null);

  constructor(
    public until: Day,
    public school = '',
  ) {}

  async read(): Promise<void> {
    const address = `/api/review/steps?until=${this.until}${this.school === '' ? '' : `&school=${encodeURIComponent(this.school)}`}`;
    await this.act(async () => {
      const due = await get<DueSteps>(address);
      this.due = due;
      const there = new Set(due.rows.map(keyOf));
      this.picked = new Set([...this.picked].filter((key) => there.has(key)));
    });
  }

  pick(row: DueStep, isPicked: boolean): void {
    const picked = new Set(this.picked);
    if (isPicked) picked.add(keyOf(row));
    else picked.delete(keyOf(row));
    this.picked = picked;
  }

  pickAll(isPicked: boolean): void {
    this.picked = new Set(isPicked ? (this.due?.rows ?? []).map(keyOf) : []);
  }

  has(row: DueStep): boolean {
    return this.picked.has(keyOf(row));
  }

  /** Writes one outcome for all that are marked, class by class; what was not written stays marked. */
  async save(outcome: StepOutcome, next: Day | null): Promise<void> {
    const rows = (this.due?.rows ?? []).filter((row) => this.has(row));
    if (this.busy || rows.length === 0) return;
    [this.busy, this.saved] = [true, null];
    let [done, failed] = [0, null as string | null];
    for (const [classId, marks] of marksOf(rows, outcome, next)) {
      if (await this.act(() => staffPost(`/api/review/classes/${encodeURIComponent(classId)}/steps`, { marks }))) done += marks.length;
      else failed = this.fault;
    }
    await this.read();
    this.fault ??= failed;
    [this.busy, this.saved] = [false, done];
  }

  private act(deed: () => Promise<void>): Promise<boolean> {
    return attempt(this, deed);
  }
}

export function keyOf({ classId, seat, number, step }: DueStep): string {
  return `${classId}/${seat}/${number}/${step}`;
}

/** One outcome for several steps, by class. */
export function marksOf(rows: readonly DueStep[], outcome: StepOutcome, next: Day | null): Map<string, StepMark[]> {
  const byClass = new Map<string, StepMark[]>();
  for (const { classId, seat, number, step, entry } of rows) {
    const marks = byClass.get(classId) ?? [];
    marks.push({ seat, number, step, entry, outcome, next: outcome === 'goesOn' ? next : null });
    byClass.set(classId, marks);
  }
  return byClass;
}
