import type { FileTable } from '../../shared/files/tableFile';
import type { Answer, ClassSheets, MethodItem } from '../../shared/net/methodsWire';
import { hasBeen, isOfSchoolYear, readDay, type SlashOrder } from './day';
import { markOf, plainAnswer, plainText, wordKey, type Target } from './mapping';

/** A class a table may speak of, with the names that are open here. */
export interface PlanRoom {
  classId: string;
  className: string;
  /** The class is called so in it alone: 8А of another year are other children. */
  schoolYear: number;
  names: ReadonlyMap<number, string>;
  sheets: ClassSheets;
}

export interface PlanWish {
  table: FileTable;
  targets: readonly Target[];
  items: readonly MethodItem[];
  version: number;
  /** Told words; −1 is no answer. */
  words: ReadonlyMap<string, number>;
  rooms: readonly PlanRoom[];
  /** Where no column says a day. */
  day: string;
  /** How days as 05/06/2025 are meant. */
  slash: SlashOrder | null;
  today: string;
}

export type RowFaultKind = 'noWho' | 'badSeat' | 'unknownName' | 'twins' | 'unknownClass' | 'otherYear' | 'noClass' | 'closed' | 'noDay' | 'badDay' | 'word' | 'badAnswer' | 'empty' | 'twice';

/** Why a row is left out: by line of the file and heading of the column. The cell is shown here and goes nowhere. */
export interface RowFault {
  line: number;
  column: string;
  kind: RowFaultKind;
  cell: string;
}

export interface PlannedRow {
  line: number;
  classId: string;
  seat: number;
  heldOn: string;
  answers: Answer[];
  before: string | null;
  state: 'added' | 'changed' | 'unchanged';
}

export interface Plan {
  rows: PlannedRow[];
  faults: RowFault[];
  /** Sheets there that the table does not mention: they stay. */
  untouched: number;
}

type Found<T> = { value: T } | { fault: RowFaultKind; column: number; cell: string };

/** What a table would change: nothing is sent for it but readings of the classes, which stand in `rooms`. */
export async function planOf(wish: PlanWish): Promise<Plan> {
  const plan: Plan = { rows: [], faults: [], untouched: 0 };
  const seen = new Set<string>();
  for (const [index, row] of wish.table.rows.entries()) {
    if (row.every((cell) => cell === '')) continue;
    const line = wish.table.firstLine + index;
    const fault = ({ fault: kind, column, cell }: Extract<Found<unknown>, { fault: RowFaultKind }>): number => plan.faults.push({ line, column: wish.table.headings[column] ?? '', kind, cell });
    const day = dayOf(wish, row);
    const who = whoOf(wish, row, 'fault' in day ? null : day.value);
    if ('fault' in who) {
      fault(who);
      continue;
    }
    const answers = answersOf(wish, row);
    if ('fault' in day || 'fault' in answers) {
      if ('fault' in day) fault(day);
      if ('fault' in answers) fault(answers);
      continue;
    }
    const { room, seat } = who.value;
    const key = `${room.classId}/${seat}/${day.value}`;
    if (seen.has(key)) {
      fault({ fault: 'twice', column: columnOf(wish, 'name', 'seat'), cell: String(seat) });
      continue;
    }
    seen.add(key);
    const there = room.sheets.sheets.find((sheet) => sheet.seat === seat && sheet.heldOn === day.value);
    const isSame = there !== undefined && there.way !== 'once' && there.mark === (await markOf(wish.version, answers.value));
    plan.rows.push({
      line, classId: room.classId, seat, heldOn: day.value, answers: answers.value, before: there?.mark ?? null,
      state: there === undefined ? 'added' : isSame ? 'unchanged' : 'changed',
    });
  }
  plan.untouched = wish.rooms.reduce((sum, room) => sum + room.sheets.sheets.filter(({ seat, heldOn }) => !seen.has(`${room.classId}/${seat}/${heldOn}`)).length, 0);
  return plan;
}

/** Names of one person written in either order, also without the patronymic. */
export function isSameName(one: string, other: string): boolean {
  const words = (name: string): string[] => plainText(name).split(/[\s.,]+/).filter((word) => word !== '');
  const [few, many] = [words(one), words(other)].sort((a, b) => a.length - b.length) as [string[], string[]];
  return few.length >= Math.min(2, many.length) && few.length > 0 && few.every((word) => many.includes(word));
}

/** A class as it is compared: 9А, 9 «А», 9-а; a Latin letter that looks like a Cyrillic one is that one. */
export function plainClass(text: string): string {
  const look = new Map([...'abcehkmoptxy'].map((letter, at) => [letter, [...'авсенкмортху'][at]!]));
  return [...plainText(text).replace(/класс|[^\p{L}\p{N}]/gu, '')].map((letter) => look.get(letter) ?? letter).join('');
}

function whoOf(wish: PlanWish, row: readonly string[], heldOn: string | null): Found<{ room: PlanRoom; seat: number }> {
  const at = columnOf(wish, 'class');
  const named = at < 0 ? '' : row[at]!;
  const called = named === '' ? wish.rooms : wish.rooms.filter(({ className }) => plainClass(className) === plainClass(named));
  const rooms = named === '' || heldOn === null ? called : called.filter(({ schoolYear }) => isOfSchoolYear(heldOn, schoolYear, wish.today));
  const name = columnOf(wish, 'name');
  // A class of last year is another now: a name is looked for in all of them then.
  if (name >= 0) return byName(rooms.length === 0 ? wish.rooms : rooms, row[name]!, name);
  const seat = columnOf(wish, 'seat');
  if (seat < 0 || row[seat] === '') return { fault: 'noWho', column: seat, cell: '' };
  if (rooms.length === 0) return { fault: called.length === 0 ? 'unknownClass' : 'otherYear', column: at, cell: named };
  if (rooms.length > 1) return { fault: 'noClass', column: at < 0 ? seat : at, cell: named };
  const number = /^\d{1,3}(?:[.,]0+)?$/.test(row[seat]!) ? Number.parseInt(row[seat]!, 10) : 0;
  return number < 1 ? { fault: 'badSeat', column: seat, cell: row[seat]! } : opened(rooms[0]!, number, seat, row[seat]!);
}

function byName(rooms: readonly PlanRoom[], cell: string, column: number): Found<{ room: PlanRoom; seat: number }> {
  if (cell === '') return { fault: 'noWho', column, cell };
  const found = rooms.flatMap((room) => [...room.names].filter(([, name]) => isSameName(name, cell)).map(([seat]) => ({ room, seat })));
  if (found.length > 1) return { fault: 'twins', column, cell };
  return found[0] === undefined ? { fault: 'unknownName', column, cell } : opened(found[0].room, found[0].seat, column, cell);
}

function opened(room: PlanRoom, seat: number, column: number, cell: string): Found<{ room: PlanRoom; seat: number }> {
  return room.sheets.seats.includes(seat) ? { value: { room, seat } } : { fault: 'closed', column, cell };
}

function dayOf(wish: PlanWish, row: readonly string[]): Found<string> {
  const column = columnOf(wish, 'day');
  const cell = column < 0 || row[column] === '' ? wish.day : row[column]!;
  if (cell === '') return { fault: 'noDay', column, cell };
  const day = readDay(cell, wish.slash);
  return day === null || !hasBeen(day, wish.today) ? { fault: 'badDay', column, cell } : { value: day };
}

function answersOf(wish: PlanWish, row: readonly string[]): Found<Answer[]> {
  const answers: Answer[] = [];
  for (const item of wish.items) {
    const column = wish.targets.indexOf(`item:${item.name}`);
    const cell = column < 0 ? '' : row[column]!;
    const told = plainAnswer(item, cell) ?? (cell === '' ? null : wish.words.get(wordKey(item, cell)));
    if (told === undefined) return { fault: 'word', column, cell };
    const answer = told === -1 ? null : told;
    if (answer !== null && (answer < item.least || answer > item.most)) return { fault: 'badAnswer', column, cell };
    answers.push(answer);
  }
  return answers.every((answer) => answer === null) ? { fault: 'empty', column: -1, cell: '' } : { value: answers };
}

function columnOf(wish: PlanWish, ...targets: Target[]): number {
  for (const target of targets) {
    const at = wish.targets.indexOf(target);
    if (at >= 0) return at;
  }
  return -1;
}
