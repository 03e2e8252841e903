import { beforeAll, expect, test } from 'vitest';
import { guessFields, lacking, rowsOf } from '../region/entered/columns';
import { pairsOf, sameWords, sumWords } from '../region/entered/words';
import type { EnteredPage, EnteredPair, EnteredSum } from '../shared/net/enteredWire';
import { enteredTexts } from '../shared/text/entered';
import { addTexts } from '../shared/text/text';

beforeAll(() => addTexts(enteredTexts));

test('headings of the form and of other tables are understood, each once', () => {
  expect(guessFields(['Муниципалитет', 'Школа', 'Показатель', 'Код направления или специальности', 'Значение', 'Источник', 'Дата источника'])).toEqual(
    ['municipality', 'school', 'indicator', 'code', 'value', 'source', 'date'],
  );
  expect(guessFields(['Код школы', 'Наименование ОО', 'Показатель', 'Показатель', 'Количество'])).toEqual(['schoolCode', '', 'indicator', '', 'value']);
  expect(guessFields(['ОО', 'Район', 'Код'])).toEqual(['school', 'municipality', 'code']);
});

test('what is lacking is told; a school alone needs no column of schools', () => {
  expect(lacking(['school', 'value'], true)).toEqual(['indicator', 'source', 'date']);
  expect(lacking(['indicator', 'value', 'source', 'date'], true)).toEqual(['school']);
  expect(lacking(['indicator', 'value', 'source', 'date'], false)).toEqual([]);
});

test('rows keep their line; empty ones are passed over; a workbook tells days as numbers', () => {
  const table = { headings: ['п', 'з', 'д'], firstLine: 3, rows: [['trials', '12', '46173'], ['', '', ''], ['trials', '13', '31.05.2026']] };
  const rows = rowsOf(table, ['indicator', 'value', 'date']);
  expect(rows.map(({ line, value, date, source }) => [line, value, date, source])).toEqual([[3, '12', '2026-05-31', ''], [5, '13', '31.05.2026', '']]);
});

test('a code that a spreadsheet took for a day is the code again', () => {
  const table = { headings: ['к'], firstLine: 2, rows: [['09.03.01'], ['09.03.2001'], ['2001-03-09'], ['36959'], ['38.03.01']] };
  expect(rowsOf(table, ['code']).map(({ code }) => code)).toEqual(['09.03.01', '09.03.01', '09.03.01', '09.03.01', '38.03.01']);
});

const sum = (schools: number, least: number, most = least): EnteredSum => ({ indicator: 'a', code: '', schools, least, most });
const pair = (sameThen: EnteredSum | null, sameNow: EnteredSum | null): EnteredPair => ({ indicator: 'a', code: '', now: sum(9, 900), then: sum(3, 100), sameNow, sameThen });

test('two years are compared by the schools that told both, and not where their bounds meet', () => {
  expect(sameWords(pair(sum(2, 50), sum(2, 60, 63)))).toBe('2 школы: было 50, стало от 60 до 63 – больше');
  expect(sameWords(pair(sum(1, 50, 53), sum(1, 30)))).toBe('1 школа: было от 50 до 53, стало 30 – меньше');
  expect(sameWords(pair(sum(5, 50), sum(5, 50)))).toBe('5 школ: было и осталось 50');
  expect(sameWords(pair(sum(5, 50), sum(5, 48, 51)))).toContain('границы пересекаются');
  expect(sameWords(pair(null, null))).toBe('таких школ нет: годы не сравнить');
});

test('without a year before there are the sums alone; with one also what only it has', () => {
  const page = { sums: [sum(2, 30)], before: null } as unknown as EnteredPage;
  expect(pairsOf(page)).toEqual([{ indicator: 'a', code: '', now: sum(2, 30), then: null, sameNow: null, sameThen: null }]);
  const gone = { ...pair(null, null), now: null };
  expect(pairsOf({ ...page, before: { year: 2025, figures: [gone] } })).toEqual([gone]);
});

test('a sum with fewer than five in it is told by its bounds', () => {
  expect(sumWords({ indicator: 'a', code: '', schools: 2, least: 30, most: 30 })).toBe('30');
  expect(sumWords({ indicator: 'a', code: '', schools: 2, least: 21, most: 24 })).toBe('от 21 до 24');
});
