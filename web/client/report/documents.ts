import type { ClassSeats, SeatSheet } from '../shared/net/resultsWire';
import type { StudentResult } from '../shared/net/studentResultWire';
import { currentLanguage, t } from '../shared/text/text';
import type { Part, ReportDocument } from './nodes';
import type { Audience } from '../result/voice';
import { sheetOf, type SheetWish } from './sheet';
import { summaryOf, type NameOf } from './summary';

export function documentOf(title: string, parts: readonly Part[]): ReportDocument {
  return { title, author: t('brand'), subject: t('report.subject'), language: currentLanguage() === 'ru' ? 'ru-RU' : 'en-GB', page: t('report.page', { n: '{n}', of: '{of}' }), parts };
}

/** One result for one reader. */
export function ownDocument(result: StudentResult, wish: SheetWish): ReportDocument {
  const part = sheetOf(result, wish);
  return documentOf(`${t('report.result')} · ${part.running}`, [part]);
}

/** A class's sheets, each on pages of its own; a seat stands where the browser knows no name. */
export function classDocument(room: ClassSeats, sheets: readonly SeatSheet[], nameOf: NameOf, reader: Audience): ReportDocument {
  const title = t('report.class', { name: `${room.grade}${room.letter}`, school: room.schoolName });
  return documentOf(title, sheets.map(({ seat, result }) => sheetOf(result, { reader, name: nameOf(seat) ?? t('report.seat', { n: seat }) })));
}

export function summaryDocument(room: ClassSeats, sheets: readonly SeatSheet[], nameOf: NameOf, nowMs: number): ReportDocument {
  const part = summaryOf(room, sheets, nameOf, nowMs);
  return documentOf(part.running, [part]);
}
