import { beforeAll, describe, expect, it } from 'vitest';
import { demandRows, guessDemand, lackingDemand } from '../region/demand/columns';
import { chosenOf, isCounted, keyOf, linesOf, pointsOf, sectorsIndicator } from '../region/demand/map';
import { faultWordsOf, sourceWords, versionWords } from '../region/demand/words';
import { demandTable } from '../report/tables/ofDemand';
import type { DemandForecast, SectorDemand } from '../shared/net/demandWire';
import type { IndicatorPage, ToldFigure } from '../shared/net/indicatorsWire';
import { indicatorsTexts } from '../shared/text/indicators';
import { demandTexts } from '../shared/text/demand';
import { addTexts } from '../shared/text/text';

const source = { source: 'Служба', date: '2026-11-21', isImported: false };
const forecast: DemandForecast = {
  year: 2030, region: 'Край', system: 'okz', total: 200,
  sectors: [{ sector: 'it', volume: 50, codes: 2, sources: [source] }, { sector: 'agro', volume: 100, codes: 1, sources: [source] }],
  several: { volume: 40, codes: ['7233'] }, unknown: { volume: 10, codes: ['9999'] }, earlier: 0, sources: [source], imported: 0, twice: [],
};
const demand: SectorDemand = { sectors: ['agro', 'law', 'it'].map((id) => ({ id, title: id })), forecasts: [forecast] };
const figure = (value: number): ToldFigure => ({ n: 300, count: 300 * value, value, low: value - 0.02, high: value + 0.02 });
const member = (id: string) => ({ id, title: { ru: id } });
const page: IndicatorPage = {
  title: 'Край', year: 2026, madeAtMs: 0, isSimulated: false, above: null, under: [], before: null,
  indicators: [
    { id: 'course', title: { ru: '' }, note: { ru: '' }, isMean: false, grades: [], members: [member('yes')] },
    { id: sectorsIndicator, title: { ru: '' }, note: { ru: '' }, isMean: false, grades: [], members: [member('it'), member('agro'), member('law')] },
  ],
  place: { id: 'r', name: 'Край', rows: [{ part: 'all', figures: [figure(0.9), figure(0.4), figure(0.2), null] }] },
};

describe('interest and demand', () => {
  it('stand side by side by sector, the most needed first, and neither changes the other', () => {
    const lines = linesOf(demand, forecast, page, 'all');
    expect(lines.map(({ id, interest, need }) => [id, interest?.value ?? null, need?.volume ?? null, need?.share ?? null])).toEqual([
      ['agro', 0.2, 100, 0.5], ['it', 0.4, 50, 0.25], ['law', null, null, null],
    ]);
  });

  it('are told apart where one of them is not there', () => {
    expect(isCounted(page)).toBe(true);
    expect(isCounted({ ...page, indicators: page.indicators.slice(0, 1) })).toBe(false);
    expect(isCounted({ ...page, place: null })).toBe(false);
    expect(linesOf(demand, null, page, 'all').map(({ id, need }) => [id, need])).toEqual([['agro', null], ['law', null], ['it', null]]);
    expect(linesOf(demand, forecast, { ...page, indicators: page.indicators.slice(0, 1) }, 'all').every(({ interest }) => interest === null)).toBe(true);
    expect(linesOf(demand, { ...forecast, total: 0, sectors: [{ ...forecast.sectors[0]!, volume: 0 }] }, page, 'all')[0]!.need!.share).toBe(0);
  });

  it('are points only where both are known, numbered as the table is', () => {
    expect(pointsOf(linesOf(demand, forecast, page, 'all'))).toEqual({ interest: 0.4, share: 0.5, points: [{ number: 1, x: 0.5, y: 1 }, { number: 2, x: 1, y: 0.5 }] });
    expect(pointsOf([]).points).toEqual([]);
  });
});

describe('the file of interest beside demand', () => {
  beforeAll(async () => {
    await addTexts(demandTexts);
    await addTexts(indicatorsTexts);
  });

  const shown = (of: DemandForecast | null) => ({ page, forecast: of, part: 'all', lines: linesOf(demand, of, page, 'all') });

  it('has what the page shows, and the people without a sector: its rows add up to the whole forecast', () => {
    const { columns, rows, notes } = demandTable(shown(forecast));
    expect(rows.every((row) => row.length === columns.length)).toBe(true);
    expect(rows.map((row) => [row[0], row[2], row[8], row[9], row[10]])).toEqual([
      ['agro', 0.2, 100, 0.5, 1], ['it', 0.4, 50, 0.25, 2], ['law', null, null, null, null],
      [expect.stringContaining('в несколько'), null, 40, 0.2, 1], [expect.stringContaining('справочнике'), null, 10, 0.05, 1],
    ]);
    expect(rows.reduce((sum, row) => sum + ((row[8] as number | null) ?? 0), 0)).toBe(forecast.total);
    expect(rows[0]!.slice(3, 8)).toEqual([300, 60, 0.2 - 0.02, 0.2 + 0.02, expect.stringContaining('2030 год, Край')]);
    expect(rows[0]![11]).toContain('папка оператора');
    expect(notes.some((note) => note.includes('200'))).toBe(true);
  });

  it('keeps back what the page keeps back, and is of interest alone where there is no forecast', () => {
    const { rows } = demandTable(shown(null));
    expect(rows.map((row) => [row[0], row[2]])).toEqual([['agro', 0.2], ['law', null], ['it', 0.4]]);
    expect(rows.every((row) => row.slice(7).every((cell) => cell === null))).toBe(true);
    expect(rows[1]!.slice(2, 7)).toEqual([null, null, null, null, null]);
  });
});

describe('the chosen forecast', () => {
  const other = { ...forecast, region: 'Край, север' };

  it('is the same wherever in the list it stands, and the first where it is gone', () => {
    const further = { ...forecast, year: 2031 };
    expect(chosenOf([forecast, other], keyOf(other))).toBe(other);
    expect(chosenOf([further, forecast, other], keyOf(other))).toBe(other);
    expect(chosenOf([further, forecast], keyOf(other))).toBe(further);
    expect(chosenOf([further, forecast], '')).toBe(further);
    expect(chosenOf([], keyOf(other))).toBeNull();
  });

  it('is told apart by year, codes and region', () => {
    expect(new Set([forecast, other, { ...forecast, year: 2031 }, { ...forecast, system: 'sector' as const }].map(keyOf)).size).toBe(4);
  });
});

describe('a table of a forecast', () => {
  beforeAll(() => addTexts(demandTexts));

  it('is understood by the headings of the operator\'s form and of the page\'s own', () => {
    expect(guessDemand(['code', 'system', 'year', 'volume', 'source', 'region', 'date'])).toEqual(['code', 'system', 'year', 'volume', 'source', 'region', 'date']);
    expect(guessDemand(['Код', 'Система кодов', 'Год', 'Сколько людей нужно', 'Источник', 'Регион', 'Дата источника'])).toEqual(['code', 'system', 'year', 'volume', 'source', 'region', 'date']);
    expect(guessDemand(['Код ОКЗ', 'Потребность, чел.', 'На год', 'Что-то'])).toEqual(['code', 'volume', 'year', '']);
  });

  it('says what it lacks; a system of codes and a region may be left out', () => {
    expect(lackingDemand(['code', 'year', 'volume'])).toEqual(['source', 'date']);
    expect(lackingDemand(['code', 'year', 'volume', 'source', 'date'])).toEqual([]);
  });

  it('keeps the lines of its rows and mends what a workbook made of days and codes', () => {
    const table = { headings: ['к', 'д'], firstLine: 3, rows: [['2411', '46173'], ['', ''], ['09.02.2007', '31.05.2026'], ['0110', '']] };
    expect(demandRows(table, ['code', 'date']).map(({ line, code, date, volume }) => [line, code, date, volume])).toEqual([
      [3, '2411', '2026-05-31', ''], [5, '09.02.07', '31.05.2026', ''], [6, '0110', '', ''],
    ]);
  });

  it('is told in words: where a row is from, what is wrong with it, and what was done', () => {
    expect(sourceWords({ source: 'Служба', date: '2026-11-21', isImported: true })).toBe('Служба, 2026-11-21');
    expect(sourceWords(source)).toContain('папка оператора');
    expect(faultWordsOf({ line: 3, column: 'code', kind: 'okz', said: '24110' })).toContain('«24110»');
    const version = { number: 2, added: 0, changed: 0, removed: 7, madeBy: 'Анна', atMs: 0, takenBackBy: null, takenBackAtMs: null };
    expect(versionWords({ ...version, act: 'takenOut', about: '2030 okz Край, север' })).toContain('2030 год, Край, север, по группам ОКЗ');
    expect(versionWords({ ...version, act: 'imported', about: '', added: 3 })).toContain('3');
  });
});
