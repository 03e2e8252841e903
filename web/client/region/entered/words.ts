import { csvOf, csvType } from '../../shared/files/csv';
import { download } from '../../shared/files/download';
import type { EnteredIndicator, EnteredLine, EnteredPage, EnteredPair, EnteredSum } from '../../shared/net/enteredWire';
import { decimals } from '../../shared/text/numbers';
import { t } from '../../shared/text/text';
import { titleOf } from '../indicators/told';
import { enteredFields } from './columns';

/** A sum, or from how many to how many it is. */
export function sumWords({ least, most }: EnteredSum): string {
  return least === most ? decimals(least, 0) : t('entered.between', { least: decimals(least, 0), most: decimals(most, 0) });
}

/** What became of a sum, of the schools that told it in both years alone; bounds that meet say nothing. */
export function sameWords({ sameNow, sameThen }: EnteredPair): string {
  if (sameNow === null || sameThen === null) return t('entered.same.none');
  const change = sameNow.least > sameThen.most ? 'more' : sameNow.most < sameThen.least ? 'fewer' : sameNow.least === sameNow.most && sameThen.least === sameThen.most ? 'equal' : 'open';
  return t(`entered.same.${change}`, { n: sameNow.schools, then: sumWords(sameThen), now: sumWords(sameNow) });
}

/** Figures of this year, each beside the year before where there is one. */
export function pairsOf(page: EnteredPage): readonly EnteredPair[] {
  return page.before?.figures ?? page.sums.map((sum) => ({ indicator: sum.indicator, code: sum.code, now: sum, then: null, sameNow: null, sameThen: null }));
}

/** A code with its title, where the atlas knows it. */
export function codeWords(page: EnteredPage, code: string): string {
  return page.directions[code] === undefined ? code : `${code} ${page.directions[code]}`;
}

export function indicatorOf(page: EnteredPage, id: string): EnteredIndicator {
  return page.indicators.find((one) => one.id === id)!;
}

export function countOf(lines: readonly EnteredLine[], change: EnteredLine['change']): number {
  return lines.filter((line) => line.change === change).length;
}

export function faultsOf(lines: readonly EnteredLine[]): EnteredLine[] {
  return lines.filter(({ fault }) => fault !== null);
}

/** What becomes of a row is sure, but somebody should look at it again. */
export function doubtsOf(lines: readonly EnteredLine[]): EnteredLine[] {
  return lines.filter(({ places }) => places !== null);
}

/** A table to fill in: its headings are understood without asking, one row a school and figure that is not by code. */
export function saveForm(page: EnteredPage): void {
  const fields = enteredFields.filter((field) => field !== 'schoolCode');
  const rows = page.schools.flatMap((school) => page.indicators.filter(({ byCode }) => !byCode).map((indicator) =>
    fields.map((field) => (field === 'municipality' ? school.municipality : field === 'school' ? school.name : field === 'indicator' ? titleOf(indicator.title) : '')),
  ));
  download(new Blob([csvOf([fields.map((field) => t(`entered.field.${field}`)), ...rows])], { type: csvType }), `${t('entered.form.file', { year: String(page.year) })}.csv`);
}
