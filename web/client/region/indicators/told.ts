import type { Indicator, IndicatorPage, Titles, ToldFigure, ToldPlace } from '../../shared/net/indicatorsWire';
import { decimals } from '../../shared/text/numbers';
import { currentLanguage, t } from '../../shared/text/text';

/** One line of a table: a member of an indicator and its figure. */
export interface Line {
  indicator: Indicator;
  /** Empty where the indicator is one figure. */
  member: string;
  figure: ToldFigure | null;
  above: ToldFigure | null;
  before: ToldFigure | null;
}

export type Change = 'higher' | 'lower' | 'alike';

export function titleOf(titles: Titles): string {
  return titles[currentLanguage()] ?? titles['ru'] ?? '';
}

export function partWords(part: string): string {
  if (part === 'all' || part === 'special' || part === 'female' || part === 'male') return t(`indicators.part.${part}`);
  return t('indicators.part.grade', { grade: part });
}

/** Where the members of an indicator begin in a row. */
export function firstOf(indicators: readonly Indicator[], id: string): number {
  let first = 0;
  for (const one of indicators) {
    if (one.id === id) return first;
    first += one.members.length;
  }
  return -1;
}

export function figureOf(place: ToldPlace | null, part: string, member: number): ToldFigure | null {
  return place?.rows.find((row) => row.part === part)?.figures[member] ?? null;
}

/** All indicators of a place; one that is not asked of a grade, and one nobody answered, is left out of it. */
export function linesOf(page: IndicatorPage, part: string): Line[] {
  let place = 0;
  return page.indicators.flatMap((indicator) => {
    const first = place;
    place += indicator.members.length;
    const lines = indicator.members.map((member, offset): Line => ({
      indicator, member: indicator.members.length === 1 ? '' : titleOf(member.title), figure: figureOf(page.place, part, first + offset), above: figureOf(page.above, part, first + offset),
      before: figureOf(page.before?.place ?? null, part, first + offset),
    }));
    return isAsked(indicator, part) ? lines : [];
  });
}

/** Whether an indicator is asked of a grade. */
export function isAsked(indicator: Indicator, part: string): boolean {
  return indicator.grades.length === 0 || !/^\d+$/.test(part) || indicator.grades.includes(Number(part));
}

/** A grade of the year before, and what it is now. */
export interface Cohort {
  indicator: Indicator;
  then: number;
  now: number;
  /** `before` is of the grade then. */
  lines: Line[];
}

const followed: readonly string[] = ['goal', 'undecided'];

/** What was planned, by the grades both years tell of, as many apart as the school years of their lessons; none where both campaigns lie in one. */
export function cohortsOf(page: IndicatorPage): Cohort[] {
  const { before } = page;
  if (before === null || before.step < 1) return [];
  const told = (parts: readonly { part: string }[]): number[] => parts.map(({ part }) => Number(part)).filter((grade) => grade > 0).sort((one, other) => one - other);
  const grades = told(page.place?.rows ?? []);
  return page.indicators.filter(({ id }) => followed.includes(id)).flatMap((indicator) => told(before.place.rows).flatMap((then) => {
    const now = then + before.step;
    if (!grades.includes(now) || !isAsked(indicator, String(then)) || !isAsked(indicator, String(now))) return [];
    const first = firstOf(page.indicators, indicator.id);
    const lines = indicator.members.map((member, offset): Line => ({
      indicator, member: titleOf(member.title), figure: figureOf(page.place, String(now), first + offset), above: null, before: figureOf(before.place, String(then), first + offset),
    }));
    return [{ indicator, then, now, lines }];
  }));
}

/** How a figure stands to that of another year: called different only where their intervals do not meet. */
export function changeOf(now: ToldFigure, before: ToldFigure): Change {
  return now.low > before.high ? 'higher' : now.high < before.low ? 'lower' : 'alike';
}

export function percentWords(value: number): string {
  return `${decimals(100 * value, 1)} %`;
}

export function intervalWords({ low, high }: ToldFigure): string {
  return `${decimals(100 * low, 1)}–${decimals(100 * high, 1)} %`;
}
