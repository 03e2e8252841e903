import type { QueueClass, QueueRow } from '../../shared/net/reviewWire';
import { alsoWords, nameOf } from '../../review/words';
import { dayWords } from '../../shared/text/moment';
import { t } from '../../shared/text/text';
import { needsWords, talkState } from './needs';
import { dayOf, tableOf, type ColumnOf, type Table } from './table';

/** Names as far as their lists were opened in this browser. */
export type NameIn = (classId: string, seat: number) => string | undefined;

interface Placed {
  place: number;
  row: QueueRow;
  room: QueueClass | undefined;
}

/** The part of the queue that is looked at, in its order: whom to talk with first, and why. */
export function queueTable(rows: readonly QueueRow[], rooms: ReadonlyMap<string, QueueClass>, nameIn: NameIn, nowMs: number): Table {
  const placed = rows.map((row, index): Placed => ({ place: index + 1, row, room: rooms.get(row.classId) }));
  const hasNames = rows.some((row) => nameOf(row, nameIn) !== undefined);
  const columns: ColumnOf<Placed>[] = [
    { title: t('report.table.order'), width: 8, cell: ({ place }) => place },
    ...(new Set(placed.map(({ room }) => room?.schoolId)).size > 1 ? [{ title: t('report.table.school'), width: 34, cell: ({ room }: Placed) => room?.schoolName ?? null }] : []),
    { title: t('report.table.room'), width: 8, cell: ({ room }) => (room === undefined ? null : `${room.grade}${room.letter}`) },
    { title: t('report.summary.student'), width: 8, cell: ({ row }) => row.seat },
    ...(hasNames ? [{ title: t('report.table.name'), width: 30, cell: ({ row }: Placed) => nameOf(row, nameIn) ?? null }] : []),
    { title: t('report.table.talk'), width: 15, cell: ({ row }) => talkState(row) },
    { title: t('report.table.needs'), width: 60, cell: ({ row }) => needsWords(row, hasNames) },
    ...(rows.some(({ others }) => others.length > 0) ? [{ title: t('report.table.also'), width: 34, cell: ({ row }: Placed) => alsoWords(row, rooms) }] : []),
    { title: t('report.table.finished'), width: 12, cell: ({ row }) => dayOf(row.finishedAtMs) },
    { title: t('report.table.released'), width: 12, cell: ({ row }) => dayOf(row.releasedAtMs) },
    { title: t('report.table.talked'), width: 12, cell: ({ row }) => dayOf(row.talk?.atMs) },
    { title: t('report.table.talkedBy'), width: 24, cell: ({ row }) => row.talk?.by ?? null },
  ];
  return tableOf(t('report.table.queue'), columns, placed, [
    t('report.table.queue.made', { date: dayWords(nowMs), n: rows.length }),
    t('report.table.queue.use'),
    t(hasNames ? 'report.table.named' : 'report.table.unnamed'),
  ]);
}
