import type { Cell } from '../../shared/files/csv';

export interface Column {
  title: string;
  /** Of the column in a workbook, in letters. */
  width: number;
}

/** What a table says, as plain data: every kind of file is made of the same. */
export interface Table {
  /** Of its sheet in a workbook. */
  name: string;
  columns: readonly Column[];
  /** As many cells in each as there are columns. */
  rows: readonly (readonly Cell[])[];
  /** What it is and what it is not, a line each: a second sheet in a workbook; a CSV has no place for it. */
  notes: readonly string[];
}

/** A column with what stands in it for one row of the source. */
export type ColumnOf<Source> = Column & { cell: (one: Source) => Cell };

export function tableOf<Source>(name: string, columns: readonly ColumnOf<Source>[], sources: readonly Source[], notes: readonly string[]): Table {
  return {
    name,
    columns: columns.map(({ title, width }) => ({ title, width })),
    rows: sources.map((one) => columns.map(({ cell }) => cell(one))),
    notes,
  };
}

/** The day of a moment, or nothing. */
export function dayOf(ms: number | null | undefined): Date | null {
  return ms == null ? null : new Date(ms);
}
