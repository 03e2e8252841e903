import { decode } from './decode';
import { readXlsx } from './xlsxFile';

/** A table as a file has it: every cell a text, rows of equal length. */
export interface FileTable {
  headings: string[];
  rows: string[][];
  /** Line of the file (or row of the sheet) of the first row. */
  firstLine: number;
}

/** The sheets of a file, each read when it is asked for; a text file has one. */
export interface OpenedFile {
  sheets: string[];
  read: (sheet: number) => FileTable;
}

export type TableFault = 'large' | 'broken' | 'old' | 'empty' | 'many';

export class TableFileFault extends Error {
  constructor(readonly code: TableFault) {
    super(code);
  }
}

export const largestTable = 10 * 1024 * 1024;
export const mostTableRows = 20_000;
export const mostTableColumns = 1_000;

/** A table of a questionnaire: CSV (UTF-8 or windows-1251; `;`, `,` or a tab) or XLSX, told apart by what is in it and not by its name. */
export function openTable(bytes: Uint8Array): OpenedFile {
  if (bytes.length > largestTable) throw new TableFileFault('large');
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readXlsx(bytes);
  // The older workbook of Excel, and anything else that is no text.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new TableFileFault('old');
  if (bytes.includes(0)) throw new TableFileFault('broken');
  const lines = cellsOf(decode(bytes));
  return { sheets: [''], read: () => tableOf(lines) };
}

/** Rows of cells → headings and what stands below them. Empty rows are passed over, empty columns at the end cut off. */
export function tableOf(lines: readonly (readonly string[])[]): FileTable {
  const first = lines.findIndex((line) => line.some((cell) => cell.trim() !== ''));
  if (first < 0) throw new TableFileFault('empty');
  const width = lines.reduce((most, line) => Math.max(most, widthOf(line)), 0);
  const rows = lines.slice(first + 1).map((line) => Array.from({ length: width }, (_, at) => (line[at] ?? '').trim()));
  while (rows.length > 0 && rows.at(-1)!.every((cell) => cell === '')) rows.pop();
  if (rows.length === 0) throw new TableFileFault('empty');
  if (rows.length > mostTableRows || width > mostTableColumns) throw new TableFileFault('many');
  return { headings: Array.from({ length: width }, (_, at) => (lines[first]![at] ?? '').trim()), rows, firstLine: first + 2 };
}

/** Up to the last cell that says something. */
function widthOf(line: readonly string[]): number {
  let width = line.length;
  while (width > 0 && line[width - 1]!.trim() === '') width--;
  return width;
}

/** CSV → cells. The sign between cells is the one most often outside quotes in the first line that is not empty. */
export function cellsOf(text: string): string[][] {
  const between = signOf(text);
  const lines: string[][] = [];
  let [line, cell, quoted] = [[] as string[], '', false];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === between) {
      line.push(cell);
      cell = '';
    } else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text[at + 1] === '\n') at++;
      lines.push([...line, cell]);
      [line, cell] = [[], ''];
      if (lines.length > mostTableRows + 100) throw new TableFileFault('many');
    } else cell += sign;
  }
  // A quotation mark that is never closed swallows the rest of the file.
  if (quoted) throw new TableFileFault('broken');
  return cell === '' && line.length === 0 ? lines : [...lines, [...line, cell]];
}

function signOf(text: string): string {
  const heading = text.split(/[\r\n]/).find((line) => line.trim() !== '') ?? '';
  const outside = heading.replace(/"(?:[^"]|"")*"/g, '');
  const count = (sign: string): number => outside.split(sign).length;
  return [';', ',', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
