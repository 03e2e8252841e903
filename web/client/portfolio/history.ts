import { publishedKeys, canCheck, verdictOn, type PublishedKey, type Signed, type Verdict } from './signed';
import { readStatement, type EarlierYear, type Statement } from './statement';

/** A statement with what is known of its signature here. */
export interface Told {
  signed: Signed;
  statement: Statement;
  verdict: Verdict;
}

/** What signatures can be checked with; null where that cannot be known now. */
export async function keysOrNone(): Promise<PublishedKey[] | null> {
  return canCheck() ? publishedKeys().catch(() => null) : null;
}

/** Null for a text that is no statement, whoever signed it. */
export async function toldBy(signed: Signed, keys: readonly PublishedKey[] | null): Promise<Told | null> {
  const statement = readStatement(signed.text);
  return statement === null ? null : { signed, statement, verdict: keys === null ? 'unchecked' : await verdictOn(signed, keys) };
}

/** One of each lesson, the newest year first: of two about one lesson the released one, and then the later one. */
export function withoutRepeats(all: readonly Told[]): Told[] {
  const byLesson = new Map<string, Told>();
  for (const one of all) {
    const known = byLesson.get(lessonOf(one.statement));
    if (known === undefined || worth(one) > worth(known)) byLesson.set(lessonOf(one.statement), one);
  }
  return [...byLesson.values()].sort((a, b) => b.statement.year - a.statement.year || b.statement.finishedAtMs - a.statement.finishedAtMs);
}

/** Earlier years that the server itself told, without those a statement of their own is there for. */
export function linkedYears(now: Statement, files: readonly Told[]): EarlierYear[] {
  return now.earlier.filter((year) => !files.some(({ statement }) => statement.year === year.year && statement.finishedAtMs === year.finishedAtMs));
}

/** Tells lessons apart without any number of the store. */
export function lessonOf({ region, year, battery, finishedAtMs }: Statement): string {
  return [region, year, battery, finishedAtMs].join('\n');
}

/** What was checked counts before what was not, and a copy that holds before any other. */
function worth({ statement, verdict }: Told): number {
  return (verdict === 'valid' ? 4e15 : 0) + (statement.releasedAtMs === null ? 0 : 2e15) + statement.signedAtMs;
}
