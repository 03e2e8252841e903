import type { DirectionView, ProfessionView, Recommendation, StudentResult } from '../shared/net/studentResultWire';
import { groupsOf, waysOf } from './recommendation';
import { inOrder } from './sections';
import type { Say } from './voice';
import { standsOut } from './words';

/** Three things to try this month, from what is there; nothing is named that is not on the page. The student's own step, if any, stands before them. */
export function stepsOf(
  result: StudentResult,
  recommendation: Recommendation | null,
  mine: readonly ProfessionView[],
  putOff: readonly ProfessionView[],
  say: Say,
): string[] {
  const all = recommendation === null ? [] : groupsOf(recommendation).flatMap(({ professions }) => professions);
  const left = all.filter((one) => !putOff.includes(one));
  const profession = mine[0] ?? left[0];
  return [...own(result, say), talk(profession, mine.length > 0, say), look(wayOf(recommendation, mine, left), say), activity(result, say)];
}

function own({ ownPlan }: StudentResult, say: Say): string[] {
  const step = ownPlan?.steps[0];
  if (step === undefined) return [];
  return [ownPlan?.by ? say('month.own.by', { step, by: ownPlan.by }) : say('month.own', { step })];
}

function talk(profession: ProfessionView | undefined, chosen: boolean, say: Say): string {
  if (profession === undefined) return say('month.talk.any');
  return say(chosen ? 'month.talk.mine' : 'month.talk', { title: profession.title });
}

function wayOf(recommendation: Recommendation | null, mine: readonly ProfessionView[], left: readonly ProfessionView[]): DirectionView | undefined {
  if (recommendation === null) return undefined;
  return [...mine, ...left].flatMap((one) => waysOf(recommendation, one))[0];
}

function look(way: DirectionView | undefined, say: Say): string {
  return way === undefined ? say('month.look.any') : say('month.look', { title: way.title, code: way.code });
}

function activity(result: StudentResult, say: Say): string {
  const interests = inOrder(result).find(({ role }) => role === 'interests')?.section;
  const top = interests === undefined || !standsOut(interests) ? undefined : interests.scales.find(({ id }) => id === interests.leadingTier[0]);
  switch (top?.id.toUpperCase()) {
    case 'R': return say('month.try.R');
    case 'I': return say('month.try.I');
    case 'A': return say('month.try.A');
    case 'S': return say('month.try.S');
    case 'E': return say('month.try.E');
    case 'C': return say('month.try.C');
    default: return say('month.try.any');
  }
}
