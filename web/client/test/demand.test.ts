import { describe, expect, it } from 'vitest';
import { isCounted, linesOf, pointsOf, sectorsIndicator } from '../region/demand/map';
import type { DemandForecast, SectorDemand } from '../shared/net/demandWire';
import type { IndicatorPage, ToldFigure } from '../shared/net/indicatorsWire';

const source = { source: 'Служба', date: '2026-11-21' };
const forecast: DemandForecast = {
  year: 2030, region: 'Край', system: 'okz', total: 200,
  sectors: [{ sector: 'it', volume: 50, codes: 2, sources: [source] }, { sector: 'agro', volume: 100, codes: 1, sources: [source] }],
  several: { volume: 40, codes: ['7233'] }, unknown: { volume: 10, codes: ['9999'] }, earlier: 0, sources: [source],
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
