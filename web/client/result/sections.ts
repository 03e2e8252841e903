import type { ScaleResult, SectionResult, StudentResult, ValueTier } from '../shared/net/studentResultWire';
import { t } from '../shared/text/text';
import type { Audience, Say } from './voice';
import { isInterests, list, sentenceOf, standsOut } from './words';

export type Role = 'interests' | 'values' | 'object' | 'plans' | 'other' | 'tasks';

const order: readonly Role[] = ['interests', 'values', 'object', 'plans', 'other', 'tasks'];
export const valueTiers = ['high', 'middle', 'low'] as const;

/** What a section is about, from what its answers can bear rather than from its name where that is enough. */
export function roleOf(section: SectionResult): Role {
  if (isInterests(section)) return 'interests';
  // One scale of what was solved: there is nothing in its section to compare it with.
  if (section.kind === 'criterion' && section.scales.length === 1) return 'tasks';
  if (typeof section.tellsApart === 'boolean' || section.scales.some((scale) => (scale.tier ?? null) !== null)) return 'values';
  if (section.instrumentId.startsWith('object')) return 'object';
  if (section.instrumentId.startsWith('plan') || section.kind === 'normative') return 'plans';
  return 'other';
}

export interface Placed {
  role: Role;
  section: SectionResult;
}

/** One thought after the other: interests, values, object of work, plans, whatever else there is, and how tasks went. */
export function inOrder(result: StudentResult): Placed[] {
  return (result.sections ?? [])
    .map((section) => ({ role: roleOf(section), section }))
    .sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
}

/** An instrument's title may speak to the student: a parent reads one of ours. */
export function titledFor(audience: Audience, role: Role, section: SectionResult): SectionResult {
  if (audience === 'student') return section;
  if (section.instrumentId === 'inclinations') return { ...section, title: t('parents.inclinations') };
  return role === 'other' || role === 'tasks' ? section : { ...section, title: t(`parents.${role}`) };
}

export interface TierOfValues {
  tier: ValueTier;
  scales: ScaleResult[];
}

/** The values in their tiers, equals in the order of the alphabet; empty when the answers do not tell them apart. */
export function tiersOf(section: SectionResult): TierOfValues[] {
  if (section.tellsApart === false) return [];
  return valueTiers
    .map((tier) => ({ tier, scales: byTitle(section.scales.filter((scale) => scale.tier === tier)) }))
    .filter(({ scales }) => scales.length > 0);
}

export function byTitle<T extends { title: string }>(things: readonly T[]): T[] {
  return [...things].sort((a, b) => a.title.localeCompare(b.title, 'ru'));
}

/** The section whose sentence heads the page: interests, else the first that has something to tell. */
export function openingOf(sections: readonly Placed[]): Placed | undefined {
  const tells = ({ role, section }: Placed): boolean =>
    role === 'interests' || (role === 'values' ? tiersOf(section).length > 0 : role !== 'tasks' && standsOut(section));
  return sections.find(tells) ?? sections[0];
}

/** The section in one sentence; values and plans are never put in an order. */
export function sentenceFor(role: Role, section: SectionResult, say: Say): string {
  if (role === 'plans') return say('result.plans');
  if (role === 'tasks') return say('result.tasks.sentence');
  if (role !== 'values') return sentenceOf(section, say);
  if (section.tellsApart === false) return say('values.alike');
  const high = tiersOf(section).find(({ tier }) => tier === 'high');
  return high === undefined ? say('values.few') : say('result.values', { names: list(high.scales.map(({ title }) => `«${title}»`)) });
}

/** Sections of tasks beside each other: one scale a section, and none of them ahead of another. */
export function besideEachOther(sections: readonly SectionResult[]): SectionResult {
  return { ...sections[0]!, scales: sections.map((section) => ({ ...section.scales[0]!, title: section.title })), leadingTier: [], flat: true };
}
