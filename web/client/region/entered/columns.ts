import type { FileTable } from '../../shared/files/tableFile';
import type { EnteredRow } from '../../shared/net/enteredWire';

/** What a column of a table may be. */
export const enteredFields = ['schoolCode', 'municipality', 'school', 'indicator', 'code', 'value', 'source', 'date'] as const;
export type EnteredField = (typeof enteredFields)[number];

const signs: readonly (readonly [EnteredField, RegExp])[] = [
  ['schoolCode', /(код|номер).*(школ|оо|организац)|school *(code|id)/],
  ['municipality', /муниципал|район|округ|municipal/],
  ['indicator', /показател|indicator/],
  ['code', /^код|направлени|специальност|^code/],
  ['value', /значени|количеств|число|сколько|value|number/],
  ['source', /источник|source/],
  ['date', /дата|date/],
  ['school', /школ|организац|^оо$|school/],
];

export function guessFields(headings: readonly string[]): (EnteredField | '')[] {
  return guessBy(headings, signs);
}

/** What the headings seem to say, each thing once. */
export function guessBy<Field extends string>(headings: readonly string[], signs: readonly (readonly [Field, RegExp])[]): (Field | '')[] {
  const found = new Set<Field>();
  return headings.map((heading) => {
    const plain = heading.toLowerCase();
    const field = signs.find(([one, sign]) => !found.has(one) && sign.test(plain))?.[0] ?? '';
    if (field !== '') found.add(field);
    return field;
  });
}

/** What no column says yet that every row needs. */
export function lacking(fields: readonly (EnteredField | '')[], hasManySchools: boolean): EnteredField[] {
  const needed: EnteredField[] = ['indicator', 'value', 'source', 'date'];
  const lacks = needed.filter((field) => !fields.includes(field));
  return hasManySchools && !fields.includes('school') && !fields.includes('schoolCode') ? ['school', ...lacks] : lacks;
}

/** A column says one thing: the other lets go of it. */
export function pointed<Field extends string>(fields: readonly (Field | '')[], column: number, field: Field | ''): (Field | '')[] {
  return fields.map((one, at) => (at === column ? field : one === field ? '' : one));
}

export function rowsOf(table: FileTable, fields: readonly (EnteredField | '')[]): EnteredRow[] {
  const at = (row: readonly string[], field: EnteredField): string => row[fields.indexOf(field)] ?? '';
  return table.rows.flatMap((row, index) =>
    row.every((cell) => cell === '') ? [] : [{
      line: table.firstLine + index, schoolCode: at(row, 'schoolCode'), municipality: at(row, 'municipality'), school: at(row, 'school'), indicator: at(row, 'indicator'),
      code: codeOf(at(row, 'code')), value: at(row, 'value'), source: at(row, 'source'), date: dayOf(at(row, 'date')),
    }],
  );
}

/** A workbook keeps days as numbers: so many since the last day but one of 1899. */
export function dayOf(cell: string): string {
  if (!/^\d{5}$/.test(cell)) return cell;
  return new Date(Date.UTC(1899, 11, 30 + Number(cell))).toISOString().slice(0, 10);
}

/** A spreadsheet takes 09.03.01 for the ninth of March 2001; the code is what was typed. */
export function codeOf(cell: string): string {
  const day = dayOf(cell);
  const [, year, month, date] = /^20(\d\d)-(\d\d)-(\d\d)/.exec(day) ?? [];
  if (year !== undefined) return `${date}.${month}.${year}`;
  return cell.replace(/^(\d\d)\.(\d\d)\.20(\d\d)$/, '$1.$2.$3');
}
