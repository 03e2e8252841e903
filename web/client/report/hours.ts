import type { ClassSeats, SeatRelease } from '../shared/net/resultsWire';
import { dayWords } from '../shared/text/moment';
import { t } from '../shared/text/text';
import { documentOf } from './documents';
import { accent } from './look';
import type { Node, ReportDocument } from './nodes';
import type { NameOf } from './summary';

/** Two stand on a page and are cut apart. */
const onPage = 2;

/** Of a page less its margins, in points. */
const half = 375;

/** Who has one: whoever finished, whatever became of the result. */
export function attended(room: ClassSeats): SeatRelease[] {
  return room.seats.filter(({ finishedAtMs, state }) => finishedAtMs !== null && (state === 'preliminary' || state === 'released'));
}

/** A certificate for each who finished: that they took part, on which day, and so many hours as the school counts. Nothing of what was answered. */
export function hoursDocument(room: ClassSeats, nameOf: NameOf, hours: number): ReportDocument {
  const name = `${room.grade}${room.letter}`;
  const seats = attended(room);
  const pages = Array.from({ length: Math.ceil(seats.length / onPage) }, (_, page) => seats.slice(page * onPage, (page + 1) * onPage));
  const content = pages.map((some, page): Node => ({
    ...(page === 0 ? {} : { pageBreak: 'before' }),
    layout: 'ruled',
    table: { widths: ['*'], heights: half, dontBreakRows: true, body: some.map((seat) => [certificate(room, name, seat, nameOf(seat.seat), hours)]) },
  }));
  // A certificate is one sheet: it bears no number of a page.
  return { ...documentOf(t('report.hours.file', { name, school: room.schoolName }), [{ title: t('report.hours.title'), running: '', content }]), page: '' };
}

function certificate(room: ClassSeats, name: string, { seat, finishedAtMs }: SeatRelease, student: string | undefined, hours: number): Node {
  return {
    alignment: 'center',
    margin: [24, 20, 24, 0],
    stack: [
      { text: t('brand'), style: 'brand' },
      { text: t('report.hours.title'), style: 'title', margin: [0, 6, 0, 10] },
      { text: t('report.hours.says'), style: 'soft' },
      // Where no name is known here, it is written by hand.
      { text: student ?? '_'.repeat(42), fontSize: 15, bold: true, color: accent, margin: [0, 10, 0, 2] },
      { text: t(student === undefined ? 'report.hours.seat' : 'report.hours.room', { name, school: room.schoolName, seat }), margin: [0, 0, 0, 10] },
      { text: t('report.hours.took'), fontSize: 11 },
      { text: t('report.hours.day', { date: dayWords(finishedAtMs!) }), fontSize: 11, margin: [0, 4, 0, 0] },
      { text: t('report.hours.count', { n: hours }), fontSize: 11, margin: [0, 4, 0, 10] },
      { text: t('report.hours.note'), style: 'small' },
      { columns: [{ text: t('report.hours.signed'), alignment: 'left' }, { text: t('report.hours.stamp'), alignment: 'right' }], columnGap: 12, margin: [0, 30, 0, 0] },
    ],
  };
}
