import { describe, expect, it } from 'vitest';
import type { SchoolYears, YearWords } from '../../shared/net/yearsWire';
import { pairOf, propose } from '../../staff/names/yearMatch';

type Row = readonly [name: string, words?: YearWords, tie?: number | null];
const room = (classId: string, className: string, year: number, rows: readonly Row[]) => ({
  names: [classId, new Map(rows.map(([name], at) => [at + 1, name] as const).filter(([, name]) => name !== ''))] as const,
  year: { classId, className, grade: parseInt(className, 10), year, seats: rows.map(([, words = 'agreed', tie = null], at) => ({ seat: at + 1, words, tie })) },
});
const proposed = (...rooms: ReturnType<typeof room>[]) => {
  const numbers = [...new Set(rooms.map(({ year }) => year.year))].sort((a, b) => b - a);
  const years: SchoolYears = { schoolId: 's', year: numbers[0]!, earlierYear: numbers[1] ?? null, classes: rooms.map(({ year }) => year) };
  return propose(years, new Map(rooms.map(({ names }) => names)));
};
const counts = (found: ReturnType<typeof proposed>) => [found.sure.length, found.asked.length, found.linked.length, found.words, found.alone];

describe('pairs of two years', () => {
  it('are plain where one name stands a grade lower, in the same letter or another, however it is written', () => {
    const found = proposed(room('n', '9А', 2027, [['Ёлкин Пётр'], ['Абрамова  АННА'], ['Новенький Иван']]), room('a', '8А', 2026, [['петр елкин']]), room('b', '8Б', 2026, [['Абрамова Анна'], ['']]));
    expect(counts(found)).toEqual([2, 0, 0, 0, 1]);
    expect(found.sure.map(({ now, earlier }) => [now.seat, earlier.className, earlier.seat])).toEqual([[1, '8А', 1], [2, '8Б', 1]]);
  });

  it('are asked, never guessed, among namesakes of either year, for another grade and for a longer name', () => {
    const twoBefore = proposed(room('n', '9А', 2027, [['Иванов Иван']]), room('a', '8А', 2026, [['Иванов Иван']]), room('b', '8Б', 2026, [['Иванов Иван']]));
    expect([counts(twoBefore), twoBefore.asked[0]?.candidates.length]).toEqual([[0, 1, 0, 0, 0], 2]);
    const twoNow = proposed(room('n', '9А', 2027, [['Иванов Иван'], ['Иванов Иван']]), room('a', '8А', 2026, [['Иванов Иван']]));
    expect(counts(twoNow)).toEqual([0, 2, 0, 0, 0]);
    expect(counts(proposed(room('n', '9А', 2027, [['Иванов Иван']]), room('a', '9А', 2026, [['Иванов Иван']])))).toEqual([0, 1, 0, 0, 0]);
    expect(counts(proposed(room('n', '9А', 2027, [['Иванов Иван Петрович']]), room('a', '8А', 2026, [['Иванов Иван']])))).toEqual([0, 1, 0, 0, 0]);
    expect(counts(proposed(room('n', '9А', 2027, [['Иванов']]), room('a', '8А', 2026, [['Иванов Иван']])))).toEqual([0, 0, 0, 0, 1]);
  });

  it('follow the years between: two years are two grades', () => {
    expect(counts(proposed(room('n', '11А', 2027, [['Иванов Иван']]), room('a', '9А', 2025, [['Иванов Иван']])))).toEqual([1, 0, 0, 0, 0]);
  });

  it('are nobody’s where one of the two did not agree to words that tell of years', () => {
    expect(counts(proposed(room('n', '9А', 2027, [['Иванов Иван', 'other']]), room('a', '8А', 2026, [['Иванов Иван']])))).toEqual([0, 0, 0, 1, 0]);
    expect(counts(proposed(room('n', '9А', 2027, [['Иванов Иван']]), room('a', '8А', 2026, [['Иванов Иван', 'none']])))).toEqual([0, 0, 0, 1, 0]);
    // A namesake who did agree is not taken for the other one: that is asked.
    expect(counts(proposed(room('n', '9А', 2027, [['Иванов Иван']]), room('a', '8А', 2026, [['Иванов Иван', 'other'], ['Иванов Иван']])))).toEqual([0, 1, 0, 0, 0]);
  });

  it('that are linked are told as such, with a word where the names differ now', () => {
    const found = proposed(room('n', '9А', 2027, [['Иванов Иван', 'agreed', 0], ['Петрова Анна', 'agreed', 1]]), room('a', '8А', 2026, [['Иванов Иван', 'agreed', 0], ['Сидоров Пётр', 'agreed', 1]]));
    expect(counts(found)).toEqual([0, 0, 2, 0, 0]);
    expect(found.linked.map(({ differs }) => differs)).toEqual([false, true]);
  });

  it('go out as places and nothing else', () => {
    const [first] = proposed(room('n', '9А', 2027, [['Иванов Иван']]), room('a', '8А', 2026, [['Иванов Иван']])).sure;
    expect(JSON.stringify(pairOf(first!.now, first!.earlier))).toBe('{"now":{"classId":"n","seat":1},"earlier":{"classId":"a","seat":1}}');
  });
});
