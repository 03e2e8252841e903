import { beforeAll, expect, test } from 'vitest';
import { guessFields, lacking, rowsOf } from '../region/entered/columns';
import { sumWords } from '../region/entered/words';
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

test('a sum with fewer than five in it is told by its bounds', () => {
  expect(sumWords({ indicator: 'a', code: '', schools: 2, least: 30, most: 30 })).toBe('30');
  expect(sumWords({ indicator: 'a', code: '', schools: 2, least: 21, most: 24 })).toBe('от 21 до 24');
});
