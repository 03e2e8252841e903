import type { Saving } from '../shared/design/saving';
import { download } from '../shared/files/download';
import { get } from '../shared/net/api';
import { sheetsAtOnce, type ClassSeats, type SeatSheet } from '../shared/net/resultsWire';
import { t } from '../shared/text/text';
import type { Audience } from '../result/voice';
import { classDocument, summaryDocument } from './documents';
import { hoursDocument } from './hours';
import { makePdf } from './make';
import { readyTexts } from './save';
import type { NameOf } from './summary';

/** Every finished student's sheet in one file, for the students or for their parents. */
export async function saveSheets(room: ClassSeats, nameOf: NameOf, reader: Audience, saving: Saving): Promise<void> {
  await readyTexts();
  const sheets = await readSheets(room, saving);
  const file = await makePdf(classDocument(room, sheets, nameOf, reader), saving.tell, saving.given);
  download(file, `${t('report.file.class', { name: `${room.grade}${room.letter}` })}.pdf`);
}

/** The class on a page or two. */
export async function saveSummary(room: ClassSeats, nameOf: NameOf, saving: Saving): Promise<void> {
  await readyTexts();
  const sheets = await readSheets(room, saving);
  const file = await makePdf(summaryDocument(room, sheets, nameOf, Date.now()), saving.tell, saving.given);
  download(file, `${t('report.file.summary', { name: `${room.grade}${room.letter}` })}.pdf`);
}

/** Certificates of hours for who took part. */
export async function saveHours(room: ClassSeats, nameOf: NameOf, hours: number, saving: Saving): Promise<void> {
  await readyTexts();
  const file = await makePdf(hoursDocument(room, nameOf, hours), saving.tell, saving.given);
  download(file, `${t('report.file.hours', { name: `${room.grade}${room.letter}` })}.pdf`);
}

/** In portions, and only those in which somebody has finished. */
export async function readSheets(room: ClassSeats, { tell, given }: Saving): Promise<SeatSheet[]> {
  const finished = room.seats.filter(({ state }) => state === 'preliminary' || state === 'released');
  const portions = [...new Set(finished.map(({ seat }) => Math.floor((seat - 1) / sheetsAtOnce)))].sort((a, b) => a - b);
  const sheets: SeatSheet[] = [];
  for (const portion of portions) {
    tell(t('report.reading', { n: sheets.length, of: finished.length }));
    sheets.push(...(await get<SeatSheet[]>(`/api/staff/results/classes/${encodeURIComponent(room.id)}/sheets?from=${portion * sheetsAtOnce + 1}`)));
    given.throwIfAborted();
  }
  return sheets;
}
