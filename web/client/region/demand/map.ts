import type { DemandForecast, DemandSource, SectorDemand } from '../../shared/net/demandWire';
import type { IndicatorPage, ToldFigure } from '../../shared/net/indicatorsWire';
import { figureOf, firstOf, titleOf } from '../indicators/told';

/** The indicator whose members are sectors of the atlas. */
export const sectorsIndicator = 'sectors';

/** A sector: how many students it interests, and how many people are needed there. Neither is worked into the other. */
export interface SectorLine {
  id: string;
  title: string;
  /** Null where it is kept back or was not counted. */
  interest: ToldFigure | null;
  /** Null where the forecast says nothing of it. */
  need: { volume: number; share: number; codes: number; sources: readonly DemandSource[] } | null;
}

/** Which forecast it is, wherever in the list it stands: an import puts others before it. */
export function keyOf({ year, system, region }: Pick<DemandForecast, 'year' | 'system' | 'region'>): string {
  return `${year} ${system} ${region}`;
}

/** The chosen forecast, or the first where it is gone or none was chosen. */
export function chosenOf(forecasts: readonly DemandForecast[], key: string): DemandForecast | null {
  return forecasts.find((one) => keyOf(one) === key) ?? forecasts[0] ?? null;
}

/** What the interest of a sector is a share of, in the indicator's own words. */
export function noteOf(page: IndicatorPage): string {
  return titleOf(page.indicators.find(({ id }) => id === sectorsIndicator)?.note ?? {});
}

/** Whether the last pass counted sectors. */
export function isCounted(page: IndicatorPage): boolean {
  return page.place !== null && firstOf(page.indicators, sectorsIndicator) >= 0;
}

/** What is needed most comes first, what the forecast does not name last; alike ones in the order of the atlas. */
export function linesOf(demand: SectorDemand, forecast: DemandForecast | null, page: IndicatorPage, part: string): SectorLine[] {
  const first = firstOf(page.indicators, sectorsIndicator);
  const members = page.indicators.find(({ id }) => id === sectorsIndicator)?.members ?? [];
  return demand.sectors
    .map(({ id, title }): SectorLine => {
      const member = members.findIndex((one) => one.id === id);
      const need = forecast?.sectors.find(({ sector }) => sector === id);
      return {
        id, title,
        interest: member < 0 ? null : figureOf(page.place, part, first + member),
        need: need === undefined || forecast === null ? null : { ...need, share: forecast.total === 0 ? 0 : need.volume / forecast.total },
      };
    })
    .sort((one, other) => (other.need?.volume ?? -1) - (one.need?.volume ?? -1));
}

/** Sectors with both numbers as points, 0..1 of each side, and what the whole sides are. */
export interface Points {
  interest: number;
  share: number;
  points: readonly { number: number; x: number; y: number }[];
}

export function pointsOf(lines: readonly SectorLine[]): Points {
  const both = lines.flatMap(({ interest, need }, at) => (interest === null || need === null ? [] : [{ number: at + 1, interest: interest.value, share: need.share }]));
  const [most, mostShare] = [Math.max(0, ...both.map(({ interest }) => interest)), Math.max(0, ...both.map(({ share }) => share))];
  return {
    interest: most,
    share: mostShare,
    points: both.map(({ number, interest, share }) => ({ number, x: most === 0 ? 0 : interest / most, y: mostShare === 0 ? 0 : share / mostShare })),
  };
}
