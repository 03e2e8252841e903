import { describe, expect, it } from 'vitest';
import type { SchoolSittings, SittingSection } from '../shared/net/sittingsWire';
import { chosenOf, endOf, lessonMinutes, longestTitle, minutesOf, newOrder, problemOf, requestOf, seatsOf, stepOf, suggestedTitle } from '../staff/sittings/order';

const now = new Date(2026, 10, 22, 12).getTime();
const section = (instrument: string, form: string, title: string, minutes: number): SittingSection => ({
  instrument, form, version: '1.0.0', title, items: 10, minutes, slowMinutes: minutes * 2, seconds: null, hasTasks: false, repeated: 0,
});
const interests = section('riasec', 'short48', 'Интересы', 5);
const values = section('work-values-7', 'full', 'Ценности', 3);
const school: SchoolSittings = {
  id: 's', name: 'Школа', windowEndsAtMs: now, sittings: [],
  sources: [
    { classId: 'k', className: '9 · Кружок', grade: 9, isSitting: true, seats: [1] },
    { classId: 'a', className: '9А', grade: 9, isSitting: false, seats: [1, 2, 3] },
    { classId: 'b', className: '10Б', grade: 10, isSitting: false, seats: [1, 4] },
  ],
  offers: [
    { grade: 9, parentsDecide: true, sections: [interests, values, section('aptitude-verbal', 'a', 'Слова', 5), section('aptitude-verbal', 'b', 'Слова', 5)] },
    { grade: 10, parentsDecide: false, sections: [section('riasec', 'full', 'Интересы', 6)] },
  ],
};
const order = (more: Partial<ReturnType<typeof newOrder>> = {}): ReturnType<typeof newOrder> => ({ ...newOrder(school, now), ...more });

describe('a new order', () => {
  it('begins with the first class of the day, in class, for a week', () => {
    expect(newOrder(school, now)).toMatchObject({ who: 'class', classId: 'a', grade: 9, place: 'class', until: '2026-11-29', chosen: [] });
  });

  it('begins with a group where the school has no classes', () => {
    expect(newOrder({ ...school, sources: [] }, now)).toMatchObject({ who: 'group', grade: 9 });
  });
});

describe('what is chosen', () => {
  it('stands in the order it is offered in, whatever was marked first', () => {
    expect(chosenOf(order({ chosen: ['work-values-7:full', 'riasec:short48'] }), school)).toEqual([interests, values]);
    expect(minutesOf([interests, values])).toBe(8);
  });

  it('is only what the grade offers: another class may be chosen afterwards', () => {
    expect(chosenOf(order({ classId: 'b', chosen: ['riasec:short48', 'riasec:full'] }), school).map((one) => one.form)).toEqual(['full']);
    expect(seatsOf(order({ classId: 'b', seats: [4, 2, 1] }), school)).toEqual([1, 4]);
  });
});

describe('a step', () => {
  it('says what keeps it from going on', () => {
    expect(problemOf('who', order(), school, now)).toBeNull();
    expect(problemOf('who', order({ classId: 'gone' }), school, now)).toBe('sittings.problem.class');
    expect(problemOf('who', order({ who: 'seats', seats: [9] }), school, now)).toBe('sittings.problem.seats');
    expect(problemOf('who', order({ who: 'seats', seats: [2] }), school, now)).toBeNull();
    for (const size of ['', '0', '41', 'x', '1.5']) expect(problemOf('who', order({ who: 'group', size }), school, now)).toBe('sittings.problem.size');
    expect(problemOf('which', order(), school, now)).toBe('sittings.problem.none');
    expect(problemOf('which', order({ chosen: ['aptitude-verbal:a', 'aptitude-verbal:b'] }), school, now)).toBe('sittings.problem.twice');
    expect(problemOf('which', order({ chosen: ['riasec:short48'] }), school, now)).toBeNull();
    expect(problemOf('where', order({ title: ' ' }), school, now)).toBe('sittings.problem.title');
    for (const until of ['', '2026-11-21', '2028-01-01']) expect(problemOf('where', order({ title: 'A', until }), school, now)).toBe('sittings.problem.until');
    expect(problemOf('where', order({ title: 'A', until: '2026-11-22' }), school, now)).toBeNull();
  });
});

describe('the request', () => {
  it('names a class, its places, or a group, and ends with the day', () => {
    const base = { title: ' Клуб ', chosen: ['riasec:short48'], until: '2026-11-30' };
    const rest = { title: 'Клуб', instruments: [{ instrument: 'riasec', form: 'short48' }], place: 'class', endsAtMs: new Date(2026, 11, 1).getTime() - 1 };
    expect(requestOf(order(base), school)).toEqual({ ...rest, classId: 'a' });
    expect(requestOf(order({ ...base, who: 'seats', seats: [3, 1] }), school)).toEqual({ ...rest, classId: 'a', seats: [1, 3] });
    expect(requestOf(order({ ...base, who: 'group', size: '4' }), school)).toEqual({ ...rest, grade: 9, size: 4 });
    expect(Number.isNaN(endOf(''))).toBe(true);
  });
});

describe('a name', () => {
  it('is made of what is chosen as far as it has room', () => {
    expect(suggestedTitle([interests, values])).toBe('Интересы, Ценности');
    expect(suggestedTitle([section('a', 'a', 'Очень длинное название первой методики', 1)])).toHaveLength(longestTitle);
    expect(suggestedTitle([interests, section('a', 'a', 'Название подлиннее, чем есть место', 1)])).toBe('Интересы');
  });
});

it('a refusal leads back to the step in which it is set right', () => {
  expect([stepOf({ kind: 'seatsUnknown', instrument: null, seats: 0 }), stepOf({ kind: 'solutionsOpen', instrument: 'x', seats: 1 }), stepOf({ kind: 'titleTaken', instrument: null, seats: 0 })]).toEqual(['who', 'which', 'where']);
  expect(lessonMinutes).toBe(40);
});
