import type { Saving } from '../../shared/design/saving';
import type { ClassSheets, MethodScore, MethodView, SheetView } from '../../shared/net/methodsWire';
import { methodsTexts } from '../../shared/text/methods';
import { dayWords } from '../../shared/text/moment';
import { addTexts, t } from '../../shared/text/text';
import type { NameOf } from '../summary';
import { handOver, ready, type TableKind } from './save';
import { tableOf, type ColumnOf, type Table } from './table';

/** A class by a method on paper, by seat: raw scores to be read with the manual's own tables. */
export async function saveMethodTable(room: ClassSheets, versions: readonly MethodView[], nameOf: NameOf, kind: TableKind, { given }: Saving): Promise<void> {
  await ready();
  await addTexts(methodsTexts);
  given.throwIfAborted();
  handOver(methodTable(room, versions, nameOf, Date.now()), kind, t('methods.files.name', { name: room.className }));
}

export function methodTable(room: ClassSheets, versions: readonly MethodView[], nameOf: NameOf, nowMs: number): Table {
  const sheets = readSheets(room);
  const scales = [...new Set(versions.flatMap((one) => one.scales.map(({ id }) => id)))];
  const scoreOf = (sheet: SheetView, scale: string): MethodScore | undefined => sheet.scores?.find((one) => one.scale === scale);
  const columns: ColumnOf<SheetView>[] = [
    { title: t('methods.room.seat'), width: 8, cell: ({ seat }) => seat },
    ...(sheets.some(({ seat }) => nameOf(seat) !== undefined) ? [{ title: t('methods.table.name'), width: 30, cell: ({ seat }: SheetView) => nameOf(seat) ?? null }] : []),
    { title: t('methods.room.day'), width: 14, cell: ({ heldOn }) => dayCell(heldOn) },
    ...scales.flatMap((scale): ColumnOf<SheetView>[] => [
      { title: t('methods.table.raw', { scale }), width: 16, cell: (sheet) => scoreOf(sheet, scale)?.raw ?? null },
      { title: t('methods.table.answered', { scale }), width: 16, cell: (sheet) => scoreOf(sheet, scale)?.answered ?? null },
    ]),
    { title: t('methods.table.version'), width: 14, cell: ({ version }) => version },
    { title: t('methods.room.way'), width: 28, cell: ({ way }) => t(`methods.room.way.${way}`) },
  ];
  return tableOf(t('methods.files.name', { name: room.className }), columns, sheets, [
    t('methods.room.title', { title: versions.at(-1)!.title, name: room.className }),
    t('report.summary.of', { school: room.schoolName, date: dayWords(nowMs) }),
    t('methods.room.raw'),
    t('methods.profile.days'),
  ]);
}

/** A day is a day to whoever sorts the table; a year alone is words. */
function dayCell(heldOn: string): Date | string {
  const [year, month, day] = heldOn.split('-').map(Number);
  return month === undefined || day === undefined ? heldOn : new Date(year!, month - 1, day);
}

/** What was keyed once is in no file. */
export function readSheets(room: ClassSheets): readonly SheetView[] {
  return room.sheets.filter(({ scores }) => scores !== null);
}
