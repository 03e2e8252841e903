import { currentLanguage } from './text';

/** A number with so many digits behind the point, as the language writes it; a dash where there is none. */
export function decimals(value: number | null, digits: number): string {
  return value === null ? '–' : value.toLocaleString(currentLanguage(), { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A share as a whole percent. */
export function wholePercent(share: number | null): string {
  return share === null ? '–' : `${decimals(100 * share, 0)} %`;
}
