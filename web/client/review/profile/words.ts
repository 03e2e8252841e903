import type { Role } from '../../result/sections';
import type { Say } from '../../result/voice';
import type { HowTaken, StandingReason, TaskSection, TaskState } from '../../shared/net/protocolWire';
import type { SectionResult } from '../../shared/net/studentResultWire';
import { decimals } from '../../shared/text/numbers';
import { t, type TextKey } from '../../shared/text/text';

/** Told elsewhere on the page, or never there: a sitting and a home have words of their own, flags have a section. */
const toldElsewhere = ['notFinished', 'notAgreed', 'simulated', 'sitting', 'atHome', 'flagged'] as const satisfies readonly StandingReason[];
type Told = Exclude<StandingReason, (typeof toldElsewhere)[number]>;

/** How it was taken, as one line. */
export function takenWords({ startedAtMs, finishedAtMs, isSitting, place, parentPresent, answered, items, against }: HowTaken): string {
  return [
    t(isSitting ? 'protocol.taken.sitting' : 'protocol.taken.lesson'),
    place === 'home' ? t(parentPresent === null ? 'protocol.taken.home' : parentPresent ? 'protocol.taken.near' : 'protocol.taken.alone') : '',
    t('protocol.taken.answered', { n: answered, of: items }),
    startedAtMs === null ? '' : t('protocol.taken.minutes', { n: Math.max(1, Math.round((finishedAtMs - startedAtMs) / 60_000)) }),
    ...against.filter((reason): reason is Told => !(toldElsewhere as readonly StandingReason[]).includes(reason)).map((reason) => t(`protocol.against.${reason}`)),
  ].filter((text) => text !== '').join(' · ');
}

/** An instrument's title may speak to the student. */
export function titleOf(role: Role, section: SectionResult): string {
  if (section.instrumentId === 'inclinations') return t('protocol.role.inclinations');
  return role === 'other' || role === 'tasks' ? section.title : t(`protocol.role.${role}`);
}

/** What stands over the tiers or bands of a list, from the closest on. */
export function levelTitle(level: number, isBands: boolean, say: Say): string {
  if (level === 1) return say(isBands ? 'list.band.1' : 'list.tier.1');
  return isBands && level > 2 ? t('list.band.n', { n: level }) : t('list.tier.2');
}

export const taskSigns: Record<TaskState, string> = { right: '✓', wrong: '✗', omitted: '–', notReached: '·' };

/** Ability where tasks were chosen by the answers: with two errors on either side, and where its numbers come from. */
export function abilityWords({ theta, standardError, isPredicted }: NonNullable<TaskSection['ability']>): string {
  const numbers = { theta: decimals(theta, 1), error: decimals(1.96 * standardError, 1) };
  return t(isPredicted ? 'protocol.ability.predicted' : 'protocol.ability', numbers);
}

export function taskCounts({ tasks }: TaskSection): string {
  const states: TaskState[] = ['right', 'wrong', 'omitted', 'notReached'];
  return states
    .map((state) => ({ key: `protocol.tasks.${state}` as TextKey, n: tasks.filter((task) => task.state === state).length }))
    .filter(({ n, key }) => n > 0 || key === 'protocol.tasks.right')
    .map(({ key, n }) => t(key, { n, of: tasks.length }))
    .join(', ');
}
