/** How `x/y/2025` is meant where both readings are days. */
export type SlashOrder = 'dayFirst' | 'monthFirst';

/** A day as the store has it, 2026-11-22, or a year alone; null for anything else, and for what may be two days while nobody said which. Times of a day are left out. */
export function readDay(text: string, slash: SlashOrder | null = null): string | null {
  const plain = text.trim();
  if (/^\d{4}$/.test(plain)) return plain;
  const [, year, , month, day] = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[T ,].*)?$/.exec(plain) ?? [];
  if (year !== undefined) return sound(year, month!, day!);
  const [, d, m, y] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ ,].*)?$/.exec(plain) ?? [];
  if (y !== undefined) return sound(y, m!, d!);
  const { dayFirst, monthFirst } = readSlashed(plain);
  if (slash !== null) return slash === 'dayFirst' ? dayFirst : monthFirst;
  return isEitherWay(plain) ? null : (dayFirst ?? monthFirst);
}

/** Whether it may be two days: 05/06/2025. */
export function isEitherWay(text: string): boolean {
  const { dayFirst, monthFirst } = readSlashed(text.trim());
  return dayFirst !== null && monthFirst !== null && dayFirst !== monthFirst;
}

/** As it is told: 22.11.2026, or the year. */
export function dayTold(heldOn: string): string {
  return heldOn.length === 4 ? heldOn : heldOn.split('-').reverse().join('.');
}

/** Whether it has been: nobody answered tomorrow. */
export function hasBeen(heldOn: string, today: string): boolean {
  return heldOn >= '1990' && heldOn <= (heldOn.length === 4 ? today.slice(0, 4) : today);
}

/** The year in which a day's school year began. */
export function schoolYearOf(day: string): number {
  return Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0);
}

/** Whether all of it that has been lies in one school year: of a year alone the first months are of the one before. */
export function isOfSchoolYear(heldOn: string, schoolYear: number, today: string): boolean {
  const [first, last] = heldOn.length === 4 ? [`${heldOn}-01-01`, heldOn === today.slice(0, 4) ? today : `${heldOn}-12-31`] : [heldOn, heldOn];
  return schoolYearOf(first) === schoolYear && schoolYearOf(last) === schoolYear;
}

function readSlashed(plain: string): Record<SlashOrder, string | null> {
  const [, one, other, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ ,].*)?$/.exec(plain) ?? [];
  return year === undefined ? { dayFirst: null, monthFirst: null } : { dayFirst: sound(year, other!, one!), monthFirst: sound(year, one!, other!) };
}

function sound(year: string, month: string, day: string): string | null {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isDay ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}
