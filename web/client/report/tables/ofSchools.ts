import { figureOf, firstOf, partWords, titleOf } from '../../region/indicators/told';
import type { Saving } from '../../shared/design/saving';
import { get } from '../../shared/net/api';
import type { Indicator, IndicatorPage, ToldFigure, ToldPlace } from '../../shared/net/indicatorsWire';
import { indicatorsTexts } from '../../shared/text/indicators';
import { addTexts, t } from '../../shared/text/text';
import { readyYear } from '../ofYear';
import { handOver, ready, type TableKind } from './save';
import { tableOf, type ColumnOf, type Table } from './table';

/** Indicators of every school of the own place, flat, for the region's system of assessing quality: municipality by municipality, as their pages have them. */
export async function saveSchools(kind: TableKind, { tell, given }: Saving, year: number | null): Promise<void> {
  await ready();
  await readyYear();
  await addTexts(indicatorsTexts);
  const which = year === null ? '' : `?year=${year}`;
  const own = await get<IndicatorPage>(`/api/indicators${which}`);
  const codes = await get<Record<string, string>>('/api/report/schools');
  const pages: IndicatorPage[] = [];
  if (own.above !== null) pages.push(own);
  else {
    for (const [place, { id }] of own.under.entries()) {
      given.throwIfAborted();
      tell(t('yearReport.schools.at', { n: place + 1, of: own.under.length }));
      pages.push(await get<IndicatorPage>(`/api/indicators/municipalities/${encodeURIComponent(id)}${which}`));
    }
  }
  given.throwIfAborted();
  handOver(schoolTable(pages, codes), kind, t('yearReport.schools.file', { place: own.title, year: String(own.year) }));
}

interface Told {
  page: IndicatorPage;
  school: ToldPlace;
  part: string;
  indicator: Indicator;
  member: string;
  figure: ToldFigure | null;
}

/** A row of all students for each figure, told or not; of a grade only where the indicator is told by grade. */
export function schoolTable(pages: readonly IndicatorPage[], codes: Readonly<Record<string, string>>): Table {
  const rows = pages.flatMap((page) => page.under.flatMap((school) => school.rows.flatMap(({ part }) => page.indicators.flatMap((indicator) => {
    const first = firstOf(page.indicators, indicator.id);
    const told = indicator.members.map((member, offset): Told => ({
      page, school, part, indicator, member: indicator.members.length === 1 ? '' : titleOf(member.title), figure: figureOf(school, part, first + offset),
    }));
    return part === 'all' || told.some(({ figure }) => figure !== null) ? told : [];
  }))));
  const number = (title: string, value: (figure: ToldFigure) => number | null): ColumnOf<Told> => ({ title, width: 14, cell: ({ figure }) => (figure === null ? null : value(figure)) });
  return tableOf(t('yearReport.schools'), [
    { title: t('yearReport.schools.code'), width: 14, cell: ({ school }) => codes[school.id] ?? '' },
    { title: t('yearReport.schools.school'), width: 36, cell: ({ school }) => school.name },
    { title: t('yearReport.schools.municipality'), width: 28, cell: ({ page }) => page.place?.name ?? '' },
    { title: t('yearReport.schools.year'), width: 8, cell: ({ page }) => String(page.year) },
    { title: t('yearReport.schools.part'), width: 18, cell: ({ part }) => partWords(part) },
    { title: t('yearReport.schools.id'), width: 22, cell: ({ indicator }) => indicator.id },
    { title: t('yearReport.schools.indicator'), width: 36, cell: ({ indicator }) => titleOf(indicator.title) },
    { title: t('yearReport.schools.member'), width: 40, cell: ({ member }) => member },
    number(t('yearReport.sheet.count'), ({ count }) => count),
    number(t('yearReport.sheet.n'), ({ n }) => n),
    number(t('yearReport.sheet.value'), ({ value }) => value),
    number(t('yearReport.sheet.low'), ({ low }) => low),
    number(t('yearReport.sheet.high'), ({ high }) => high),
    { title: t('yearReport.schools.told'), width: 12, cell: ({ figure }) => t(figure === null ? 'yearReport.schools.no' : 'yearReport.schools.yes') },
    { title: t('yearReport.schools.formula'), width: 80, cell: ({ indicator }) => titleOf(indicator.note) },
  ], rows, [t('yearReport.schools.how'), t('indicators.kept.how'), ...(pages.some(({ isSimulated }) => isSimulated) ? [t('indicators.simulated')] : [])]);
}
