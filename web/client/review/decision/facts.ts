import type { ProtocolView } from '../../shared/net/protocolWire';
import type { ReviewState } from '../../shared/net/decisionWire';
import { isInterests, list, standsOut } from '../../result/words';
import type { Facts } from './conclusions';
import type { ListEdit } from './changes';
import { isSame } from './changes';

/** With more equals than this their names say nothing, and the fact is left out. */
const mostNamed = 4;

/** What a protocol and the list as it is decided say, in the words the student sees. Nothing firmer than the page itself: equals are named together or not at all. */
export function factsOf({ result }: ProtocolView, state: ReviewState, edit: ListEdit): Facts {
  const interests = result.sections.find(isInterests);
  const spheres = interests === undefined || !standsOut(interests) ? [] : interests.scales.filter(({ id }) => interests.leadingTier.includes(id)).map(({ title }) => title);
  const important = result.sections.flatMap(({ scales }) => scales).filter(({ tier }) => tier === 'high').map(({ title }) => title);
  const plan = result.ownPlan ?? null;
  const facts: [keyof Facts, string | null][] = [
    ['spheres', named(spheres)],
    ['groups', named(groupsOf(state, edit))],
    ['values', named(important)],
    ['goal', plan?.goal == null ? null : `«${plan.goal}»`],
    ['step', plan === null ? null : named(plan.steps.slice(0, 1))],
    ['help', plan === null ? null : named(plan.help)],
  ];
  return Object.fromEntries(facts.filter(([, words]) => words !== null)) as Facts;
}

/** What stands first, otherwise the sectors of the nearest tier that are not hidden. */
function groupsOf({ computed }: ReviewState, { chosen, hidden }: ListEdit): string[] {
  if (chosen.length > 0) return chosen.map(({ title }) => title);
  return computed.filter((one) => one.kind === 'sector' && one.group === 1 && !hidden.some((each) => isSame(each, one))).map(({ title }) => title);
}

function named(titles: readonly string[]): string | null {
  return titles.length === 0 || titles.length > mostNamed ? null : list(titles.map((title) => `«${title}»`));
}
