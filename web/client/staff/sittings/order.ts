import type { GradeOffer, SchoolSittings, SittingFault, SittingPlace, SittingRequest, SittingSection, SittingSource } from '../../shared/net/sittingsWire';
import type { TextKey } from '../../shared/text/text';
import { afterDay, toDay } from '../campaign';

/** A lesson, against which the minutes are summed up. */
export const lessonMinutes = 40;
export const mostInstruments = 8;
export const longestTitle = 36;
const day = 86_400_000;

/** What is typed and marked, before it is an order. */
export interface OrderForm {
  who: 'class' | 'seats' | 'group';
  classId: string;
  seats: number[];
  grade: number;
  size: string;
  /** `instrument:form`, in the order they were marked. */
  chosen: string[];
  title: string;
  place: SittingPlace;
  /** The last day, as a date field has it. */
  until: string;
}

export type OrderStep = 'who' | 'which' | 'where';

export function newOrder(school: SchoolSittings, nowMs: number): OrderForm {
  const source = school.sources.find((one) => !one.isSitting) ?? school.sources[0];
  return {
    who: source === undefined ? 'group' : 'class',
    classId: source?.classId ?? '',
    seats: [],
    grade: source?.grade ?? school.offers[0]?.grade ?? 9,
    size: '10',
    chosen: [],
    title: '',
    place: 'class',
    until: toDay(nowMs + 7 * day),
  };
}

export const keyOf = (section: Pick<SittingSection, 'instrument' | 'form'>): string => `${section.instrument}:${section.form}`;

export const sourceOf = (form: OrderForm, school: SchoolSittings): SittingSource | undefined => school.sources.find((one) => one.classId === form.classId);

export const gradeOf = (form: OrderForm, school: SchoolSittings): number => (form.who === 'group' ? form.grade : (sourceOf(form, school)?.grade ?? form.grade));

export const offerOf = (form: OrderForm, school: SchoolSittings): GradeOffer | undefined => school.offers.find((one) => one.grade === gradeOf(form, school));

/** What is chosen, in the order it is offered in: every order of marking is one sitting. Another grade may not offer what was marked for the one before. */
export function chosenOf(form: OrderForm, school: SchoolSittings): SittingSection[] {
  return (offerOf(form, school)?.sections ?? []).filter((section) => form.chosen.includes(keyOf(section)));
}

export const minutesOf = (sections: readonly SittingSection[]): number => sections.reduce((sum, section) => sum + section.minutes, 0);

/** A name for who gave none: what is in it, as far as it has room. */
export function suggestedTitle(sections: readonly SittingSection[]): string {
  const all = sections.map((section) => section.title).join(', ');
  if (all.length <= longestTitle) return all;
  const first = sections[0]?.title ?? '';
  return first.length <= longestTitle ? first : first.slice(0, longestTitle).trimEnd();
}

/** The end of the day that is named, on this device's calendar. */
export function endOf(until: string): number {
  return (afterDay(until) ?? NaN) - 1;
}

/** What keeps one from going on, or nothing. */
export function problemOf(step: OrderStep, form: OrderForm, school: SchoolSittings, nowMs: number): TextKey | null {
  if (step === 'who') {
    if (form.who === 'group') return isSize(form.size) ? null : 'sittings.problem.size';
    if (sourceOf(form, school) === undefined) return 'sittings.problem.class';
    return form.who === 'seats' && seatsOf(form, school).length === 0 ? 'sittings.problem.seats' : null;
  }
  if (step === 'which') {
    const chosen = chosenOf(form, school);
    if (chosen.length === 0) return 'sittings.problem.none';
    if (chosen.length > mostInstruments) return 'sittings.problem.many';
    return new Set(chosen.map((section) => section.instrument)).size < chosen.length ? 'sittings.problem.twice' : null;
  }
  if (form.title.trim() === '') return 'sittings.problem.title';
  const ends = endOf(form.until);
  return Number.isNaN(ends) || ends <= nowMs || ends > nowMs + 365 * day ? 'sittings.problem.until' : null;
}

/** Places that are marked and there. */
export function seatsOf(form: OrderForm, school: SchoolSittings): number[] {
  const there = sourceOf(form, school)?.seats ?? [];
  return form.seats.filter((seat) => there.includes(seat)).sort((one, other) => one - other);
}

export function requestOf(form: OrderForm, school: SchoolSittings): SittingRequest {
  const instruments = chosenOf(form, school).map(({ instrument, form: id }) => ({ instrument, form: id }));
  const rest = { title: form.title.trim(), instruments, place: form.place, endsAtMs: endOf(form.until) };
  if (form.who === 'group') return { ...rest, grade: form.grade, size: Number(form.size) };
  return form.who === 'class' ? { ...rest, classId: form.classId } : { ...rest, classId: form.classId, seats: seatsOf(form, school) };
}

/** The step in which a refusal is set right. */
export function stepOf(fault: SittingFault): OrderStep {
  switch (fault.kind) {
    case 'classUnknown':
    case 'seatsUnknown':
    case 'groupInvalid':
      return 'who';
    case 'instrumentsInvalid':
    case 'instrumentNotOffered':
    case 'solutionsOpen':
      return 'which';
    case 'titleInvalid':
    case 'titleTaken':
    case 'endInvalid':
    case 'endsAfterWindow':
      return 'where';
  }
}

const isSize = (text: string): boolean => /^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 40;
