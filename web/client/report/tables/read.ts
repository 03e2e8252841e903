import type { Saving } from '../../shared/design/saving';
import { get } from '../../shared/net/api';
import type { QueueClass, QueuePage, QueueRow } from '../../shared/net/reviewWire';
import { t } from '../../shared/text/text';

/** A part of the queue page by page, with its classes. What moves while it is read stands in it once. */
export async function readQueue(wish: URLSearchParams, { tell, given }: Saving): Promise<{ rows: QueueRow[]; rooms: Map<string, QueueClass> }> {
  const rows = new Map<string, QueueRow>();
  const rooms = new Map<string, QueueClass>();
  for (let from = 0, total = 1; from < total; ) {
    const query = new URLSearchParams(wish);
    query.set('from', String(from));
    const page = await get<QueuePage>(`/api/review/queue?${query}`);
    given.throwIfAborted();
    for (const row of page.rows) rows.set(`${row.classId}/${row.seat}`, row);
    for (const room of page.classes) rooms.set(room.classId, room);
    from += page.rows.length;
    total = page.rows.length === 0 ? 0 : page.total;
    tell(t('report.reading', { n: rows.size, of: page.total }));
  }
  return { rows: [...rows.values()], rooms };
}
