// @vitest-environment jsdom
import { beforeAll, describe, expect, it } from 'vitest';
import { itemTable, normTable } from '../report/tables/ofFigures';
import { rowsOf, sorted } from '../region/figures/itemRows';
import { pagesOf } from '../region/pages';
import { partsWords } from '../review/profile/norms';
import type { FigureHead, FormItems, FormNorms, ItemDoubt, ItemFigures } from '../shared/net/figuresWire';
import type { StaffMe } from '../shared/net/staffWire';
import { figuresTexts } from '../shared/text/figures';
import { protocolTexts } from '../shared/text/protocol';
import { regionTexts } from '../shared/text/region';
import { reportTexts } from '../shared/text/report';
import { addTexts, loadLanguage } from '../shared/text/text';

beforeAll(async () => {
  await loadLanguage(regionTexts);
  for (const texts of [reportTexts, figuresTexts, protocolTexts]) await addTexts(texts);
});

const item = (number: number, difficulty: number | null, omitted: number): ItemFigures => ({
  number, id: `i${number}`, scale: 'R', mean: difficulty, deviation: 1, itemRest: 0.3, alphaWithout: 0.8, difficulty,
  counts: { answered: 100 - omitted, omitted, notReached: 0, timed: 50, hasty: 0, quarter: 2, median: 3, threeQuarters: 4.5, options: [] },
});
const doubts: ItemDoubt[][] = [[], ['tooHard', 'omitted'], []];
const key = { instrument: 'riasec', version: '1.0.0', form: 'full' };
const items: FormItems = {
  key, scales: [{ id: 'R', title: 'Мастерить' }], words: [1, 2, 3].map((n) => ({ text: `Вопрос ${n}`, options: [], right: null })),
  grades: [{ grade: null, respondents: 100, scales: [], items: [item(1, null, 1), item(2, 0.1, 9), item(3, 0.5, 1)] }],
  doubts: [{ grade: null, items: doubts, thirds: [[], [], []] }],
  pilot: { isPilot: true, rule: { students: 300, alpha: 0.7, completion: 0.8 }, students: 100, alphas: [], completion: 1, hasStudents: false, hasAlpha: true, hasCompletion: true },
};
const head: FigureHead = {
  regionId: 'r', region: 'Край', year: 2026, progress: { share: null, hasFailed: false }, forms: [],
  reading: { madeAtMs: 0, sessions: 10, counted: 8, isSimulated: true, against: {}, differing: 0, unreadable: 0, waiting: 0, hash: 'h' },
};

describe('items of a form', () => {
  it('are sorted either way, those without a value last, equals as in the form', () => {
    const rows = rowsOf(items, null);
    const numbers = (by: Parameters<typeof sorted>[1], isDown: boolean): number[] => sorted(rows, by, isDown).map((row) => row.item.number);
    expect(numbers('difficulty', false)).toEqual([2, 3, 1]);
    expect(numbers('difficulty', true)).toEqual([3, 2, 1]);
    expect(numbers('omitted', false)).toEqual([1, 3, 2]);
    expect(numbers('doubts', true)).toEqual([2, 1, 3]);
    expect(rowsOf(items, 9)).toEqual([]);
  });

  it('have texts in a file only for whoever may read them', () => {
    const form = { key, title: 'Интересы', sessions: 100, hasNorms: true };
    const own = itemTable(form, items, null);
    expect(own.rows[1]).toContain('Вопрос 2');
    expect(own.rows[1]!.at(-1)).toBe('слишком трудно; часто пропускают');
    expect(own.notes.join(' ')).toContain('Все классы вместе');
    const others = itemTable(form, { ...items, words: [] }, null);
    expect(others.columns).toHaveLength(own.columns.length - 1);
    expect(JSON.stringify(others.rows)).not.toContain('Вопрос');
  });
});

describe('norms of a form', () => {
  const norms: FormNorms = {
    key, scales: [{ id: 'R', title: 'Мастерить' }],
    groupings: [{ by: ['grade', 'sex'], rows: [
      { scale: 'R', group: ['8', 'female'], students: 310, mean: 20.5, deviation: 6, halfWidth: 5.5, isProvisional: false, alpha: null, alphaLow: null, alphaHigh: null },
      { scale: 'R', group: ['8', 'male'], students: null, mean: null, deviation: null, halfWidth: null, isProvisional: true, alpha: null, alphaLow: null, alphaHigh: null },
    ] }],
  };

  it('say in a file what was kept back, and that nobody real was counted', () => {
    const table = normTable(head, norms);
    expect(table.rows[0]).toEqual(['По классам и полу', '8 класс, девушки', 'Мастерить', 310, 20.5, 6, 5.5, null, null, null, '300 и больше']);
    expect(table.rows[1]!.slice(3)).toEqual([null, null, null, null, null, null, null, 'мало учеников, не показано']);
    expect(table.notes.join(' ')).toContain('вымышленные ученики');
    expect(table.notes.join(' ')).toContain('2026 года');
  });
});

it('a norm group is said in words', () => {
  expect(partsWords([{ column: 'grade', value: '8' }, { column: 'sex', value: 'female' }, { column: 'municipality', value: 'Заречье' }])).toBe('8 класс, девушки, Заречье');
  expect(partsWords([])).toBe('все классы');
});

it('whoever may read no figures has no pages of them', () => {
  const me = (acts: StaffMe['acts']): StaffMe => ({ acts }) as StaffMe;
  expect(pagesOf(me(['readFigures'])).map(({ view }) => view)).toEqual(expect.arrayContaining(['norms', 'items']));
  expect(pagesOf(me(['readResults'])).map(({ view }) => view)).not.toContain('norms');
});
