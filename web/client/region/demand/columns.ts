import type { FileTable } from '../../shared/files/tableFile';
import type { DemandRow } from '../../shared/net/demandWire';
import { codeOf, dayOf, guessBy } from '../entered/columns';

/** What a column of a forecast may be. */
export const demandFields = ['code', 'system', 'year', 'volume', 'source', 'region', 'date'] as const;
export type DemandField = (typeof demandFields)[number];

const signs: readonly (readonly [DemandField, RegExp])[] = [
  ['system', /систем|классификатор|чей код|^system/],
  ['date', /^дата|^date/],
  ['year', /^год|^на год|^year/],
  ['source', /источник|кто сообщил|^source/],
  ['region', /регион|^region/],
  ['volume', /сколько|числ|количеств|потребност|объ[её]м|человек|^volume/],
  ['code', /^код|^code/],
];

export function guessDemand(headings: readonly string[]): (DemandField | '')[] {
  return guessBy(headings, signs);
}

/** What no column says yet that every row needs: codes without a system are professions, rows without a region are of the own one. */
export function lackingDemand(fields: readonly (DemandField | '')[]): DemandField[] {
  return demandFields.filter((field) => field !== 'system' && field !== 'region' && !fields.includes(field));
}

export function demandRows(table: FileTable, fields: readonly (DemandField | '')[]): DemandRow[] {
  const at = (row: readonly string[], field: DemandField): string => row[fields.indexOf(field)] ?? '';
  return table.rows.flatMap((row, index) =>
    row.every((cell) => cell === '') ? [] : [{
      line: table.firstLine + index, code: codeOf(at(row, 'code')), system: at(row, 'system'), year: at(row, 'year'), volume: at(row, 'volume'), source: at(row, 'source'),
      region: at(row, 'region'), date: dayOf(at(row, 'date')),
    }],
  );
}
