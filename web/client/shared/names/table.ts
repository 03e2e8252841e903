import { csvOf, unguarded } from '../files/csv';
import { mostSeats, plainName, type NameList } from './list';

/** The most a file of names can hold; anything larger is something else. */
export const largestFile = 64 * 1024;

/**
 * Lines copied from a table or written in a file: a name a line in the order of the places, or «место;имя» (a tab, a comma, a dot or a bracket parts them as
 * well). A line of headings is passed over; an empty line of a plain column leaves its place free.
 */
export function readTable(text: string): NameList {
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n');
  const names = new Map<number, string>();
  const rows = lines.map(cellsOf);
  const isNumbered = rows.some((row) => row.seat !== null);
  let next = 1;
  for (const row of rows) {
    const seat = isNumbered ? row.seat : next++;
    if (seat !== null && seat >= 1 && seat <= mostSeats && row.name !== '') names.set(seat, row.name);
  }
  return names;
}

/** The file of a list, which `readTable` reads again. */
export function writeTable(list: NameList, seats: number, headings: readonly [string, string]): string {
  return csvOf([headings, ...Array.from({ length: seats }, (_, at) => [at + 1, list.get(at + 1) ?? ''])]);
}

function cellsOf(line: string): { seat: number | null; name: string } {
  const parts = /^\s*"?(\d{1,3})"?\s*[;\t,.)]\s*(.*)$/.exec(line);
  if (parts === null) return { seat: null, name: cell(line) };
  return { seat: Number(parts[1]), name: cell(parts[2]!) };
}

/** The first cell of what is left of a line. */
function cell(text: string): string {
  const quotedCell = /^\s*"((?:[^"]|"")*)"/.exec(text);
  const name = quotedCell === null ? text.split(/[;\t]/)[0]! : quotedCell[1]!.replaceAll('""', '"');
  return plainName(unguarded(name));
}
