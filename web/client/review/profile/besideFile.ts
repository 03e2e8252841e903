import { section as under, small } from '../../report/look';
import type { Content, Node } from '../../report/nodes';
import type { ObserverForm, ObserverState } from '../../shared/net/observerWire';
import type { ParentFormState } from '../../shared/net/parentFormWire';
import type { StudentResult } from '../../shared/net/studentResultWire';
import { dayWords } from '../../shared/text/moment';
import { answerWords, inLanguage } from '../../shared/text/parentAnswer';
import { t } from '../../shared/text/text';
import { dayTold } from '../methods/day';
import type { StudentMethod } from '../methods/student.svelte';
import { scoreWords } from '../methods/words';
import { besideRows, type BesideRow, type SeenTier } from '../observers/beside';
import { likings, plansBeside } from '../parents/told';

/** What others answered about the student, and what stands by the school's methods. */
export interface Beside {
  parents: ParentFormState['form'];
  observers: ObserverState | null;
  methods: readonly StudentMethod[];
}

/** What of it is there; nothing is said of what is not. */
export function besideParts({ parents, observers, methods }: Beside, result: StudentResult): Content[] {
  const answered = (observers?.forms ?? []).filter(({ answers }) => answers !== null);
  return [
    ...(parents === null ? [] : parentParts(parents, result)),
    ...(observers === null || answered.length === 0 ? [] : [{ text: t('observer.title'), style: 'heading' }, ...answered.flatMap((form) => observerParts(form, result))]),
    ...(methods.length === 0 ? [] : under(t('methods.profile.title'), small(t('methods.profile.lead')), ...methods.flatMap(methodParts))),
  ];
}

function parentParts({ questions: { questions }, answers, answeredAtMs }: NonNullable<Beside['parents']>, result: StudentResult): Content[] {
  return under(
    t('parents.title'),
    t('parents.answered', { date: dayWords(answeredAtMs) }),
    ...table(besideRows(result.sections, questions, likings(questions, answers)), t('parents.theirs'), (seen) => t(`parents.tier.${seen}`), t('parents.how')),
    ...plansBeside(result.ownPlan ?? null, questions, answers).map(({ id, own, theirs }) => ({
      text: [{ text: `${t(`parents.plan.${id}`)}. `, bold: true }, `${t('parents.plan.own')} ${own === '' ? t('parents.plan.none') : own}. ${t('parents.plan.theirs')} ${theirs}.`],
    })),
    { ul: questions.map((question, at) => `${inLanguage(question.text)}: ${answerWords(question, answers[at] ?? '', t('parents.unknown'))}`), fontSize: 8.25 },
  );
}

function observerParts(form: ObserverForm, result: StudentResult): Content[] {
  const who = { text: t('observer.answered', { name: form.observer, date: dayWords(form.answeredAtMs ?? 0) }), bold: true };
  if (form.questions === null) return [who, small(t('observer.unknown'))];
  const { questions, answers: names } = form.questions;
  const answers = form.answers ?? [];
  return [
    who,
    ...table(besideRows(result.sections, questions, answers), t('observer.theirs'), (seen) => t(`observer.tier.${seen}`), t('observer.how')),
    { ul: questions.map(({ text }, at) => `${text}: ${names[(answers[at] ?? 0) - 1] ?? t('observer.answer.0')}`), fontSize: 8.25 },
  ];
}

function table(rows: readonly BesideRow[], theirs: string, tierWords: (seen: SeenTier) => string, how: string): Content[] {
  if (rows.length === 0) return [];
  const body = rows.map(({ title, own, seen }) => [title, t(`observer.own.${own}`), tierWords(seen)]);
  return [ruled([t('observer.sphere'), t('observer.own'), theirs], body), small(how)];
}

function methodParts({ title, days, scales, hasVersions }: StudentMethod): Content[] {
  const head = days.map(({ heldOn, way, version }) => `${dayTold(heldOn)}, ${t(`methods.room.way.${way}`)}${hasVersions ? `, ${t('methods.version', { n: version })}` : ''}`);
  const body = scales.map((scale) => [scale, ...days.map(({ scores }) => {
    const score = scores.find((one) => one.scale === scale);
    return score === undefined ? '' : scoreWords(score);
  })]);
  return [
    { text: title, bold: true, margin: [0, 5, 0, 1] },
    ruled([t('methods.key.scale'), ...head], body),
    ...(days.some(({ scores }) => scores.some(({ kind }) => kind === 'ipsative')) ? [small(t('methods.profile.ipsative'))] : []),
    ...(days.length > 1 ? [small(t('methods.profile.days'))] : []),
  ];
}

function ruled(head: readonly string[], body: readonly (readonly string[])[]): Node {
  return { layout: 'ruled', table: { headerRows: 1, dontBreakRows: true, widths: head.map(() => '*' as const), body: [head.map((text) => ({ text, bold: true })), ...body] } };
}
