import type { Saving } from '../shared/design/saving';
import { download } from '../shared/files/download';
import type { ClassSheets, MethodView } from '../shared/net/methodsWire';
import { methodsTexts } from '../shared/text/methods';
import { dayWords } from '../shared/text/moment';
import { addTexts, t } from '../shared/text/text';
import { dayTold } from '../review/methods/day';
import { scoreWords } from '../review/methods/words';
import { documentOf } from './documents';
import { small, notice, sunWash } from './look';
import { makePdf } from './make';
import type { Content, Part } from './nodes';
import { readyTexts } from './save';
import type { NameOf } from './summary';
import { readSheets } from './tables/ofMethod';

/** Columns of scales beside the seat and the day that a page is wide enough for. */
const scalesAtOnce = 5;

/** A class by a method on paper. */
export async function saveMethodPdf(room: ClassSheets, versions: readonly MethodView[], nameOf: NameOf, saving: Saving): Promise<void> {
  await readyTexts();
  await addTexts(methodsTexts);
  const part = methodPart(room, versions, nameOf, Date.now());
  const file = await makePdf(documentOf(part.running, [part]), saving.tell, saving.given);
  download(file, `${t('methods.files.name', { name: room.className })}.pdf`);
}

export function methodPart(room: ClassSheets, versions: readonly MethodView[], nameOf: NameOf, nowMs: number): Part {
  const title = t('methods.room.title', { title: versions.at(-1)!.title, name: room.className });
  const scales = [...new Set(versions.flatMap((one) => one.scales.map(({ id }) => id)))];
  const groups = Array.from({ length: Math.ceil(scales.length / scalesAtOnce) }, (_, at) => scales.slice(at * scalesAtOnce, (at + 1) * scalesAtOnce));
  return {
    title,
    running: `${title} · ${room.schoolName}`,
    content: [
      { text: t('brand'), style: 'brand' },
      { text: title, style: 'title' },
      { text: t('report.summary.of', { school: room.schoolName, date: dayWords(nowMs) }), style: 'soft' },
      notice(t('methods.room.raw'), sunWash),
      ...groups.map((group) => rowsOf(room, group, nameOf)),
      small(t('methods.profile.days')),
    ],
  };
}

function rowsOf(room: ClassSheets, scales: readonly string[], nameOf: NameOf): Content {
  const head = [t('methods.room.seat'), t('methods.room.day'), ...scales].map((text): Content => ({ text, bold: true }));
  const rows = readSheets(room).map((sheet): Content[] => {
    const name = nameOf(sheet.seat);
    return [
      name === undefined ? String(sheet.seat) : `${sheet.seat} · ${name}`,
      dayTold(sheet.heldOn),
      ...scales.map((scale) => {
        const score = sheet.scores?.find((one) => one.scale === scale);
        return score === undefined ? '' : scoreWords(score);
      }),
    ];
  });
  return { layout: 'ruled', margin: [0, 8, 0, 8], table: { headerRows: 1, dontBreakRows: true, widths: [110, 58, ...scales.map(() => '*' as const)], body: [head, ...rows] } };
}
