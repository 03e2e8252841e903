import type { ScaleResult, SectionResult } from '../shared/net/studentResultWire';
import { t, type TextKey } from '../shared/text/text';
import type { Say } from './voice';

/** The six spheres in the order of the hexagon. */
export const sphereOrder = ['R', 'I', 'A', 'S', 'E', 'C'] as const;
export type Sphere = (typeof sphereOrder)[number];

export function sphereOf(scale: ScaleResult): Sphere | null {
  return sphereOrder.find((letter) => letter === scale.id.toUpperCase()) ?? null;
}

export function isInterests(section: SectionResult): boolean {
  return section.scales.length === 6 && section.scales.every((scale) => sphereOf(scale) !== null);
}

export function isIpsative(section: SectionResult): boolean {
  return section.kind === 'ipsative';
}

/** Highest first; scales without a score last, in their own order. */
export function ranked(scales: readonly ScaleResult[]): ScaleResult[] {
  return [...scales].sort((a, b) => (b.score ?? -Infinity) - (a.score ?? -Infinity) || 0);
}

/** Whether something is ahead: a group of more than half of the scales is no group ahead of the others. The server's evidence follows the same rule. */
export function standsOut(section: SectionResult): boolean {
  const scored = section.scales.filter((scale) => scale.score !== null).length;
  return !section.flat && section.leadingTier.length > 0 && section.leadingTier.length * 2 <= scored;
}

/** The section in one sentence of plain words; never firmer than its error allows. */
export function sentenceOf(section: SectionResult, say: Say = t): string {
  const leaders = section.leadingTier
    .map((id) => section.scales.find((scale) => scale.id === id))
    .filter((scale): scale is ScaleResult => scale !== undefined);
  const scored = section.scales.filter((scale) => scale.score !== null).length;
  if (scored === 0) return say('result.none', { title: section.title });
  // Scores without a tier: nothing is known of what can be told apart, so nothing is named.
  if (leaders.length === 0 && !section.flat) return say('result.unranked', { title: section.title });
  const kind = isInterests(section) ? 'interests' : 'other';
  if (section.flat) return say(`result.flat.${kind}`, { title: section.title });
  if (!standsOut(section)) return crowded(section, leaders, kind, say);
  const names = list(leaders.map((scale) => `«${scale.title}»`));
  if (leaders.length === 1) return say(`result.one.${kind}`, { names, meaning: kind === 'interests' ? within(leaders[0]!.meaning) : leaders[0]!.meaning, title: section.title }).trim();
  const tied = tieKeys[leaders.length];
  return `${say(`result.many.${kind}`, { names, title: section.title })} ${tied === undefined ? say('result.tie.more') : say(tied)}`;
}

/** More than half is ahead, which is not even: what stands below every one of them is named. */
function crowded(section: SectionResult, leaders: readonly ScaleResult[], kind: 'interests' | 'other', say: Say): string {
  if (leaders.length === section.scales.filter(({ score }) => score !== null).length) return say(`result.level.${kind}`, { title: section.title });
  const least = Math.min(...leaders.map(({ score }) => score ?? Infinity));
  // A scale outside the tier may have a higher score than one with a wide band inside it: then nothing is said of it.
  const behind = section.scales.filter((scale) => !leaders.includes(scale) && scale.score !== null && scale.score < least);
  const ahead = say(`result.crowd.${kind}`, { title: section.title });
  if (behind.length === 0) return ahead;
  const names = list(behind.map((scale) => `«${scale.title}»`));
  return `${ahead} ${say(behind.length === 1 ? `result.behind.${kind}` : `result.behind.${kind}.many`, { names })}`;
}

/** A meaning as the end of a sentence: instruments write it as sentences of its own. */
function within(meaning: string): string {
  return meaning === '' ? meaning : meaning[0]!.toLocaleLowerCase() + meaning.slice(1).replace(/\.$/, '');
}

const tieKeys: Partial<Record<number, TextKey>> = { 2: 'result.tie.2', 3: 'result.tie.3', 4: 'result.tie.4' };

export function list(names: string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${t('and')} ${names.at(-1)}`;
}

/** A score with its top and, where persons could be compared one day, its spread: in whole points, as its error is of points. */
export function scoreWords(scale: ScaleResult, withSpread: boolean): string {
  if (scale.score === null) return t('result.few', { n: scale.answered, of: scale.items });
  const score = Math.round(scale.score);
  return scale.halfWidth === null || !withSpread
    ? t('result.score', { score, max: scale.max })
    : t('result.scoreSpread', { score, spread: Math.round(scale.halfWidth), max: scale.max });
}
