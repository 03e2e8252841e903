import type { ObserverAnswer } from '../../shared/net/observerWire';
import type { ParentQuestion } from '../../shared/net/parentFormWire';
import type { OwnPlan } from '../../shared/net/studentResultWire';
import { answerWords } from '../../shared/text/parentAnswer';
import { t } from '../../shared/text/text';

/** The parent's answers as the table of spheres reads them: 1 … 5, 0 where the parent did not know; of other questions nothing. */
export function likings(questions: readonly ParentQuestion[], answers: readonly string[]): ObserverAnswer[] {
  return questions.map(({ sphere }, at) => (sphere === null || (answers[at] ?? '') === '' ? 0 : ((Number(answers[at]) + 1) as ObserverAnswer)));
}

/** The next step or the help that is wanted, in the words of the options; neither is the right one. */
export interface BesidePlan {
  id: 'goal' | 'support';
  /** Empty where there is no answer. */
  own: string;
  theirs: string;
}

export function plansBeside(plan: OwnPlan | null, questions: readonly ParentQuestion[], answers: readonly string[]): BesidePlan[] {
  const own = { goal: plan?.goal ?? '', support: plan?.help.join(', ') ?? '' };
  return (['goal', 'support'] as const).flatMap((id) => {
    const at = questions.findIndex((one) => one.id === id);
    return at < 0 ? [] : [{ id, own: own[id], theirs: answerWords(questions[at]!, answers[at] ?? '', t('parents.unknown')) }];
  });
}
