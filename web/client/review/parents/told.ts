import type { ObserverAnswer } from '../../shared/net/observerWire';
import type { ParentQuestion } from '../../shared/net/parentFormWire';

/** The parent's answers as the table of spheres reads them: 1 … 5, 0 where the parent did not know; of other questions nothing. */
export function likings(questions: readonly ParentQuestion[], answers: readonly string[]): ObserverAnswer[] {
  return questions.map(({ sphere }, at) => (sphere === null || (answers[at] ?? '') === '' ? 0 : ((Number(answers[at]) + 1) as ObserverAnswer)));
}
