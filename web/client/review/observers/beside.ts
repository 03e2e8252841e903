import type { ObserverAnswer, SphereId } from '../../shared/net/observerWire';
import type { SectionResult } from '../../shared/net/studentResultWire';
import { isInterests } from '../../result/words';

export type SeenTier = 'more' | 'alike' | 'less' | 'unseen';
export type OwnTier = 'ahead' | 'rest' | 'even';

export interface BesideRow {
  sphere: SphereId;
  title: string;
  own: OwnTier;
  seen: SeenTier;
}

/** So far from one's own middle a sphere is called more or less often seen: half a step of the answers. A judgement, and only within one form. */
const step = 0.5;

/** A question of an adult's form; null: of no sphere. */
type OfSphere = Readonly<{ sphere: SphereId | null }>;

/** Which spheres an adult sees more often than the others, within the one form: adults differ in how they answer, so nothing is compared between forms. */
export function seenTiers(questions: readonly OfSphere[], answers: readonly ObserverAnswer[]): Map<SphereId, SeenTier> {
  const means = new Map<SphereId, number | null>();
  for (const sphere of new Set(questions.map((one) => one.sphere).filter((one) => one !== null))) {
    const seen = answers.filter((answer, at) => questions[at]?.sphere === sphere && answer > 0);
    means.set(sphere, seen.length === 0 ? null : sumOf(seen) / seen.length);
  }
  const known = [...means.values()].filter((mean) => mean !== null);
  const middle = known.length === 0 ? 0 : sumOf(known) / known.length;
  const tierOf = (mean: number | null): SeenTier => (mean === null ? 'unseen' : mean >= middle + step ? 'more' : mean <= middle - step ? 'less' : 'alike');
  return new Map([...means].map(([sphere, mean]) => [sphere, tierOf(mean)]));
}

/** The student's own groups beside an adult's, sphere by sphere in the order of the page; empty without a section on interests. */
export function besideRows(sections: readonly SectionResult[], questions: readonly OfSphere[], answers: readonly ObserverAnswer[]): BesideRow[] {
  const interests = sections.find(isInterests);
  if (interests === undefined) return [];
  const tiers = seenTiers(questions, answers);
  return interests.scales.map(({ id, title }) => ({
    sphere: id as SphereId, title,
    own: interests.flat ? 'even' : interests.leadingTier.includes(id) ? 'ahead' : 'rest',
    seen: tiers.get(id as SphereId) ?? 'unseen',
  }));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
