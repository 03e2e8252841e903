import { list, members, oneOf, readJson, text, whole } from './fields';
import { readOwn, type Own } from './own';
import type { Signed } from './signed';
import { mostStatement } from './statement';

/** A portfolio as a file: what a server signed, and beside it what the student wrote. */
export interface PortfolioFile {
  /** The newest first; texts are kept letter by letter, as signatures are over their bytes. */
  signed: Signed[];
  own: Own;
}

export const mostBytes = 512 * 1024;
const mostSigned = 8;
/** Of other years: this year's has its room. */
export const mostEarlier = mostSigned - 1;
const format = 'future-step-portfolio';

/** Null where it is no portfolio. */
export function readFile(json: string): PortfolioFile | null {
  return readJson(json, (value) => {
    const of = members(value);
    oneOf(format)(of('format'));
    if (whole(of('version')) !== 1) return null;
    return { signed: list(mostSigned, signed)(of('signed')), own: readOwn(of('own')) };
  });
}

/** @param words What a reader without this program shall know: what is signed, what is not, where it is checked. */
export function writeFile({ signed, own }: PortfolioFile, words: { about: string; check: string }): string {
  const { name, lists } = own;
  return `${JSON.stringify({ format, version: 1, ...words, signed, own: { name, ...lists } }, null, 1)}\n`;
}

function signed(value: unknown): Signed {
  const of = members(value);
  const untouched = of('text');
  text(mostStatement)(untouched);
  return { text: untouched as string, signature: text(100)(of('signature')), key: text(40)(of('key')) };
}
