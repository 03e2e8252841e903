import { isFormula, type Cell } from '../../shared/files/csv';
import type { Table } from './table';

/** Looks of cells by their place in `styles.xml`. */
const looks = { head: 1, text: 2, guarded: 3, number: 4, day: 5 } as const;

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** A text between tags or in an attribute: what XML cannot hold is left out, and what Excel would read as a sign by its number stays as it was written. */
export function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The letters of a column, from 0. */
export function lettersOf(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : lettersOf(Math.floor(column / 26) - 1) + lettersOf(column % 26);
}

/** The days of this device's calendar since the last of 1899, as a workbook counts them. */
export function serialOf(day: Date): number {
  return (Date.UTC(day.getFullYear(), day.getMonth(), day.getDate()) - Date.UTC(1899, 11, 30)) / 86_400_000;
}

/** From the first cell of the head to the last one. */
export function rangeOf({ columns, rows }: Table, sign = ''): string {
  return `${sign}A${sign}1:${sign}${lettersOf(columns.length - 1)}${sign}${rows.length + 1}`;
}

/** A table with its head frozen, a filter in each column, and paper that it fits on. `isOpen`: the workbook opens on it. */
export function tableXml(table: Table, isOpen: boolean): string {
  const { columns, rows } = table;
  const cols = columns.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('');
  const head = rowXml(1, columns.map(({ title }, at) => textXml(at, 1, title, looks.head)));
  const body = rows.map((row, index) => rowXml(index + 2, row.map((cell, at) => cellXml(at, index + 2, cell)))).join('');
  return `${declared}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="${rangeOf(table)}"/>`
    + `<sheetViews><sheetView${isOpen ? ' tabSelected="1"' : ''} workbookViewId="0">`
    + '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
    + `<sheetFormatPr defaultRowHeight="15"/><cols>${cols}</cols><sheetData>${head}${body}</sheetData><autoFilter ref="${rangeOf(table)}"/>`
    + '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
    + '<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>';
}

/** Lines below each other in one wide column. */
export function notesXml(notes: readonly string[]): string {
  const rows = notes.map((note, index) => rowXml(index + 1, [textXml(0, index + 1, note, looks.text)])).join('');
  return `${declared}<worksheet xmlns="${main}"><cols><col min="1" max="1" width="100" customWidth="1"/></cols><sheetData>${rows}</sheetData></worksheet>`;
}

/** In the order of `looks`, the first being that of a cell without one. A text keeps its shape when somebody edits it, and a guarded one is marked as a text besides. */
export const stylesXml = `${declared}<styleSheet xmlns="${main}">`
  + '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts>'
  + '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
  + '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEAF3EF"/><bgColor indexed="64"/></patternFill></fill></fills>'
  + '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FF1A5E58"/></bottom><diagonal/></border></borders>'
  + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
  + '<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
  + '<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
  + '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
  + '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
  + '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf>'
  + '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf></cellXfs>'
  + '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

function rowXml(number: number, cells: readonly string[]): string {
  return `<row r="${number}">${cells.join('')}</row>`;
}

function cellXml(column: number, row: number, cell: Cell): string {
  if (cell === null || cell === '') return '';
  const at = `${lettersOf(column)}${row}`;
  if (typeof cell === 'number') return `<c r="${at}" s="${looks.number}"><v>${cell}</v></c>`;
  if (cell instanceof Date) return `<c r="${at}" s="${looks.day}"><v>${serialOf(cell)}</v></c>`;
  return textXml(column, row, cell, isFormula(cell) ? looks.guarded : looks.text);
}

function textXml(column: number, row: number, text: string, look: number): string {
  return `<c r="${lettersOf(column)}${row}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}
