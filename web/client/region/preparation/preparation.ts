import type { PreparationCounts, PreparationStep, SchoolPreparation, StepState } from '../../shared/net/preparationWire';
import { t } from '../../shared/text/text';

/** In the server's order. */
export const steps: readonly PreparationStep[] = ['list', 'cards', 'devices', 'consent', 'responsible', 'slots'];

/** What is shown of the schools: all, those where something is open, or those where one step is. */
export type Wish = 'all' | 'open' | PreparationStep;

export interface MunicipalityLine {
  id: string;
  name: string;
  schools: number;
  ready: number;
  /** By step, schools where it is open. */
  open: readonly number[];
}

export function isOpen(state: StepState | undefined): boolean {
  return state === 'missing' || state === 'partly';
}

export function openSteps(school: SchoolPreparation): PreparationStep[] {
  return steps.filter((_, at) => isOpen(school.states[at]));
}

export function wished(schools: readonly SchoolPreparation[], wish: Wish): SchoolPreparation[] {
  if (wish === 'all') return [...schools];
  return schools.filter((school) => (wish === 'open' ? !school.isReady : openSteps(school).includes(wish)));
}

/** In the schools' order, which is by municipality. */
export function municipalitiesOf(schools: readonly SchoolPreparation[]): MunicipalityLine[] {
  const byId = new Map<string, SchoolPreparation[]>();
  for (const school of schools) byId.set(school.municipalityId, [...(byId.get(school.municipalityId) ?? []), school]);
  return [...byId].map(([id, own]) => ({
    id,
    name: own[0]!.municipalityName,
    schools: own.length,
    ready: own.filter(({ isReady }) => isReady).length,
    open: steps.map((_, at) => own.filter(({ states }) => isOpen(states[at])).length),
  }));
}

/** How far one step of a school is, in numbers. */
export function countWords(step: PreparationStep, counts: PreparationCounts): string {
  if (step === 'list') return t('prep.count.list', { classes: counts.classes, students: counts.students });
  if (step === 'cards' && counts.outgrown > 0) return t('prep.count.outgrown', { n: counts.printed, of: counts.classes, bad: counts.outgrown });
  if (step === 'cards') return t('prep.count.of', { n: counts.printed, of: counts.classes });
  if (step === 'devices') return counts.unready > 0 ? t('prep.count.unready', { n: counts.checked, of: counts.classes, bad: counts.unready }) : t('prep.count.of', { n: counts.checked, of: counts.classes });
  if (step === 'consent') return counts.parentsAsked === 0 ? t('prep.count.noParents') : t('prep.count.parents', { n: counts.parentsDecided, of: counts.parentsAsked });
  if (step === 'responsible') return t(counts.leads > 0 ? 'prep.count.confirmed' : counts.persons > 0 ? 'prep.count.unconfirmed' : 'prep.count.nobody');
  if (counts.halves > 0) return t('prep.count.halves', { n: counts.placed, of: counts.classes, bad: counts.halves });
  return t('prep.count.of', { n: counts.placed, of: counts.classes });
}

/** A sign beside the word, so that colour is never alone. */
export const signs: Record<StepState, string> = { missing: '○', partly: '◐', done: '●', notNeeded: '–' };
