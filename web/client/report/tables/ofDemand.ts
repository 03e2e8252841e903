import { noteOf, type SectorLine } from '../../region/demand/map';
import { forecastWords, sourceWords } from '../../region/demand/words';
import { partWords } from '../../region/indicators/told';
import type { Saving } from '../../shared/design/saving';
import type { DemandForecast, DemandRest, DemandSource } from '../../shared/net/demandWire';
import type { IndicatorPage, ToldFigure } from '../../shared/net/indicatorsWire';
import { demandTexts } from '../../shared/text/demand';
import { indicatorsTexts } from '../../shared/text/indicators';
import { momentWords } from '../../shared/text/moment';
import { addTexts, t } from '../../shared/text/text';
import { handOver, ready, type TableKind } from './save';
import { tableOf, type ColumnOf, type Table } from './table';

/** What the page shows: of one forecast and one part of the students. */
export interface ShownDemand {
  page: IndicatorPage;
  forecast: DemandForecast | null;
  part: string;
  lines: readonly SectorLine[];
}

export async function saveDemand(shown: ShownDemand, kind: TableKind, { given }: Saving): Promise<void> {
  await ready();
  await addTexts(indicatorsTexts);
  await addTexts(demandTexts);
  given.throwIfAborted();
  const year = shown.forecast?.year ?? shown.page.year ?? '';
  handOver(demandTable(shown), kind, t('demand.file', { place: shown.page.title, year: String(year) }).trim());
}

interface Row {
  title: string;
  interest: ToldFigure | null;
  need: { volume: number; share: number; codes: number; sources: readonly DemandSource[] } | null;
}

/** A row for each sector and for what belongs to none, so that a forecast's rows add up to all of it. What is kept back is an empty cell. */
export function demandTable({ page, forecast, part, lines }: ShownDemand): Table {
  const interest = (title: string, value: (figure: ToldFigure) => number | null): ColumnOf<Row> => ({ title, width: 14, cell: (row) => (row.interest === null ? null : value(row.interest)) });
  return tableOf(t('demand.table'), [
    { title: t('demand.sector'), width: 40, cell: ({ title }) => title },
    { title: t('indicators.part'), width: 22, cell: () => partWords(part) },
    interest(t('demand.interest'), ({ value }) => value),
    interest(t('indicators.n'), ({ n }) => n),
    interest(t('indicators.count'), ({ count }) => count),
    interest(`${t('indicators.interval')} ↓`, ({ low }) => low),
    interest(`${t('indicators.interval')} ↑`, ({ high }) => high),
    { title: t('demand.forecast'), width: 40, cell: () => (forecast === null ? null : forecastWords(forecast)) },
    { title: t('demand.need'), width: 14, cell: ({ need }) => need?.volume ?? null },
    { title: t('demand.need.share'), width: 14, cell: ({ need }) => need?.share ?? null },
    { title: t('demand.codes.head'), width: 10, cell: ({ need }) => need?.codes ?? null },
    { title: t('demand.source'), width: 50, cell: ({ need }) => need?.sources.map(sourceWords).join('; ') ?? null },
  ], [...lines, ...(forecast === null ? [] : restsOf(forecast))], [
    ...(page.year === null || page.madeAtMs === null ? [] : [t('indicators.made', { year: String(page.year), date: momentWords(page.madeAtMs) })]),
    ...(page.isSimulated ? [t('indicators.simulated')] : []),
    ...(forecast === null ? [] : [t('demand.total', { number: forecast.total, year: String(forecast.year), region: forecast.region }), t('demand.sources', { sources: forecast.sources.map(sourceWords).join('; ') })]),
    ...(forecast !== null && forecast.twice.length > 0 ? [t('demand.twice', { codes: forecast.twice.join(', ') })] : []),
    noteOf(page), t('demand.how'), t('indicators.kept.how'),
  ].filter((note) => note !== ''));
}

function restsOf(forecast: DemandForecast): Row[] {
  const rest = (title: string, { volume, codes }: DemandRest): Row[] =>
    codes.length === 0 ? [] : [{ title, interest: null, need: { volume, share: forecast.total === 0 ? 0 : volume / forecast.total, codes: codes.length, sources: [] } }];
  return [...rest(t('demand.rest.several'), forecast.several), ...rest(t('demand.rest.unknown'), forecast.unknown)];
}
