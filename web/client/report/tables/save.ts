import type { Saving } from '../../shared/design/saving';
import { csvOf, csvType } from '../../shared/files/csv';
import { download } from '../../shared/files/download';
import type { ClassSeats } from '../../shared/net/resultsWire';
import { reviewTexts } from '../../shared/text/review';
import { addTexts, t } from '../../shared/text/text';
import { readSheets } from '../ofClass';
import { readyTexts } from '../save';
import type { NameOf } from '../summary';
import { classTable } from './ofClass';
import { queueTable, type NameIn } from './ofQueue';
import { readQueue } from './read';
import type { Table } from './table';
import { xlsxOf, xlsxType } from './xlsx';

export type TableKind = 'xlsx' | 'csv';

/** A class by seat, with the names that are open here. */
export async function saveClassTable(room: ClassSeats, nameOf: NameOf, kind: TableKind, saving: Saving): Promise<void> {
  await ready();
  const sheets = await readSheets(room, saving);
  const { rows } = await readQueue(new URLSearchParams({ class: room.id }), saving);
  handOver(classTable(room, sheets, rows, nameOf, Date.now()), kind, t('report.file.classTable', { name: `${room.grade}${room.letter}` }));
}

/** The part of the queue that is looked at. */
export async function saveQueueTable(wish: URLSearchParams, nameIn: NameIn, kind: TableKind, saving: Saving): Promise<void> {
  await ready();
  const { rows, rooms } = await readQueue(wish, saving);
  handOver(queueTable(rows, rooms, nameIn, Date.now()), kind, t('report.table.queue'));
}

export async function ready(): Promise<void> {
  await readyTexts();
  await addTexts(reviewTexts);
}

export function handOver(table: Table, kind: TableKind, name: string): void {
  const file = kind === 'csv'
    ? new Blob([csvOf([table.columns.map(({ title }) => title), ...table.rows])], { type: csvType })
    : new Blob([xlsxOf(table, { author: t('brand'), notesName: t('report.table.about'), atMs: Date.now() })], { type: xlsxType });
  download(file, `${name}.${kind}`);
}
