import { describe, expect, it } from 'vitest';
import { changeOf, cohortsOf, firstOf, intervalWords, isAsked, linesOf } from '../region/indicators/told';
import { indicatorTable } from '../report/tables/ofIndicators';
import type { Indicator, IndicatorPage, ToldFigure, ToldPlace } from '../shared/net/indicatorsWire';
import { indicatorsTexts } from '../shared/text/indicators';
import { addTexts } from '../shared/text/text';

const titles = (ru: string) => ({ ru });
const indicator = (id: string, members: string[], more: Partial<Indicator> = {}): Indicator => ({
  id, title: titles(id), note: titles(`о ${id}`), isMean: false, grades: [], members: members.map((member) => ({ id: member, title: titles(member) })), ...more,
});
const figure = (value: number): ToldFigure => ({ n: 200, count: 200 * value, value, low: value - 0.05, high: value + 0.05 });
const place = (id: string, figures: (ToldFigure | null)[]): ToldPlace => ({ id, name: `Место ${id}`, rows: [{ part: 'all', figures }, { part: '8', figures: figures.map(() => null) }] });
const page: IndicatorPage = {
  title: 'Край', year: 2026, madeAtMs: 0, isSimulated: false,
  indicators: [indicator('course', ['yes', 'no']), indicator('undecided', ['undecided'], { grades: [9, 11] }), indicator('joy', ['joy'], { isMean: true })],
  above: null,
  before: { year: 2025, step: 1, place: place('r', [figure(0.7), figure(0.12), null, null]) },
  place: place('r', [figure(0.9), figure(0.1), null, { ...figure(0.5), count: null }]),
  under: [place('m1', [figure(0.8), null, null, null])],
};

describe('indicators', () => {
  it('stand in one row after the other', () => {
    expect(['course', 'undecided', 'joy', 'none'].map((id) => firstOf(page.indicators, id))).toEqual([0, 2, 3, -1]);
    expect(linesOf(page, 'all').map(({ indicator: { id }, member, figure: told }) => [id, member, told?.value ?? null])).toEqual([
      ['course', 'yes', 0.9], ['course', 'no', 0.1], ['undecided', '', null], ['joy', '', 0.5],
    ]);
  });

  it('leave out what a grade is not asked', () => {
    expect(isAsked(page.indicators[1]!, '8')).toBe(false);
    expect(isAsked(page.indicators[1]!, '9')).toBe(true);
    expect(linesOf(page, '8').map(({ indicator: { id } }) => id)).toEqual(['course', 'course', 'joy']);
  });

  it('write an interval in percent', () => {
    expect(intervalWords(figure(0.5))).toBe('45,0–55,0 %');
  });

  it('call a year different only where the intervals do not meet', () => {
    const changes = linesOf(page, 'all').map(({ figure: now, before }) => (now === null || before === null ? null : changeOf(now, before)));
    expect(changes).toEqual(['higher', 'alike', null, null]);
    expect(changeOf(figure(0.1), figure(0.3))).toBe('lower');
  });

  it('follow a cohort to the grade it is in now, of both years and told grades alone', () => {
    const grades = (told: Record<string, (ToldFigure | null)[]>): ToldPlace => ({ id: 'r', name: 'Край', rows: [{ part: 'all', figures: [] }, ...Object.entries(told).map(([part, figures]) => ({ part, figures })), { part: 'female', figures: [] }] });
    const plans: IndicatorPage = {
      ...page, indicators: [indicator('course', ['yes']), indicator('goal', ['study', 'work']), indicator('undecided', ['undecided'], { grades: [9, 11] })],
      place: grades({ 9: [null, figure(0.6), null], 10: [null, figure(0.4), figure(0.3)] }),
      before: { year: 2025, step: 1, place: grades({ 8: [null, figure(0.5), figure(0.2)], 9: [null, figure(0.1)], 11: [null, figure(0.9)] }) },
    };
    expect(cohortsOf(plans).map(({ indicator: { id }, then, now }) => [id, then, now])).toEqual([['goal', 8, 9], ['goal', 9, 10]]);
    expect(cohortsOf(plans)[0]!.lines.map(({ member, before, figure: now }) => [member, before?.value ?? null, now?.value ?? null])).toEqual([['study', 0.5, 0.6], ['work', 0.2, null]]);
    expect(cohortsOf({ ...plans, before: { ...plans.before!, step: 2 } }).map(({ indicator: { id }, then, now }) => [id, then, now])).toEqual([['goal', 8, 10]]);
    // Two campaigns of one school year: nobody has moved on, whatever the campaigns' years.
    expect(cohortsOf({ ...plans, before: { ...plans.before!, step: 0 } })).toEqual([]);
    expect(cohortsOf({ ...plans, before: null })).toEqual([]);
  });

  it('make a table in which nothing stands where nothing is told', async () => {
    await addTexts(indicatorsTexts);
    const table = indicatorTable(page);
    expect(table.rows).toHaveLength(2 * 2 * 4);
    expect(table.rows[0]!.slice(0, 6)).toEqual(['Место r', 'Все ученики', 'course', 'yes', 200, 180]);
    expect(table.rows[3]!.slice(4)).toEqual([200, null, 0.5, 0.45, 0.55]);
    expect(table.rows[9]!.slice(4)).toEqual([null, null, null, null, null]);
  });
});
