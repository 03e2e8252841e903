import { figureOf, firstOf, partWords, titleOf } from '../../region/indicators/told';
import type { Saving } from '../../shared/design/saving';
import type { IndicatorPage, ToldFigure, ToldPlace } from '../../shared/net/indicatorsWire';
import { indicatorsTexts } from '../../shared/text/indicators';
import { momentWords } from '../../shared/text/moment';
import { addTexts, t } from '../../shared/text/text';
import { handOver, ready, type TableKind } from './save';
import { tableOf, type ColumnOf, type Table } from './table';

/** All figures of a place and of those right under it: a row for each. */
export async function saveIndicators(page: IndicatorPage, kind: TableKind, { given }: Saving): Promise<void> {
  await ready();
  await addTexts(indicatorsTexts);
  given.throwIfAborted();
  handOver(indicatorTable(page), kind, t('indicators.file', { place: page.title, year: String(page.year) }));
}

interface Placed {
  place: ToldPlace;
  part: string;
  indicator: string;
  member: string;
  figure: ToldFigure | null;
}

export function indicatorTable(page: IndicatorPage): Table {
  const places = [page.place, ...page.under].filter((place) => place !== null);
  const rows = places.flatMap((place) =>
    place.rows.flatMap(({ part }) =>
      page.indicators.flatMap((indicator) => {
        const first = firstOf(page.indicators, indicator.id);
        return indicator.members.map((member, offset): Placed => ({
          place, part, indicator: titleOf(indicator.title), member: indicator.members.length === 1 ? '' : titleOf(member.title), figure: figureOf(place, part, first + offset),
        }));
      }),
    ),
  );
  const number = (title: string, value: (figure: ToldFigure) => number | null): ColumnOf<Placed> => ({ title, width: 14, cell: ({ figure }) => (figure === null ? null : value(figure)) });
  return tableOf(t('indicators.table', { place: page.title }), [
    { title: t('indicators.place'), width: 36, cell: ({ place }) => place.name },
    { title: t('indicators.part'), width: 22, cell: ({ part }) => partWords(part) },
    { title: t('indicators.one'), width: 36, cell: ({ indicator }) => indicator },
    { title: t('indicators.member'), width: 40, cell: ({ member }) => member },
    number(t('indicators.n'), ({ n }) => n),
    number(t('indicators.count'), ({ count }) => count),
    number(t('indicators.value'), ({ value }) => value),
    number(`${t('indicators.interval')} ↓`, ({ low }) => low),
    number(`${t('indicators.interval')} ↑`, ({ high }) => high),
  ], rows, [
    ...(page.madeAtMs === null ? [] : [t('indicators.made', { year: String(page.year), date: momentWords(page.madeAtMs) })]),
    ...(page.isSimulated ? [t('indicators.simulated')] : []),
    t('indicators.kept.how'), t('indicators.how'),
    ...page.indicators.map((indicator) => `${titleOf(indicator.title)}: ${titleOf(indicator.note)}`),
  ]);
}
