/** What a cell of a table holds: words, a number, a day of this device's calendar, or nothing. */
export type Cell = string | number | Date | null;

export const csvType = 'text/csv;charset=utf-8';

/** Rows as Excel in Russia opens them: a mark of UTF-8, semicolons, decimal commas, and no text that it would take for a formula. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${rows.map((row) => row.map((cell) => quoted(plain(cell))).join(';')).join('\r\n')}\r\n`;
}

/** Whether a spreadsheet would calculate this text: by its first sign, after any spaces, of either width. */
export function isFormula(text: string): boolean {
  return /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/.test(text);
}

/** The text of a cell without the sign that keeps it from being a formula. */
export function unguarded(text: string): string {
  return text.startsWith("'") && isFormula(text.slice(1)) ? text.slice(1) : text;
}

function plain(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  if (cell instanceof Date) return `${two(cell.getDate())}.${two(cell.getMonth() + 1)}.${cell.getFullYear()}`;
  return isFormula(cell) ? `'${cell}` : cell;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

function quoted(text: string): string {
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
