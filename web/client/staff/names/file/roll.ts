import type { FileTable } from '../../../shared/files/tableFile';
import { unguarded } from '../../../shared/files/csv';
import { plainName, type NameList } from '../../../shared/names/list';
import { classKey, readClassName } from './className';

export const rollFields = ['', 'class', 'grade', 'letter', 'name', 'surname', 'first', 'patronymic', 'sex', 'accommodation'] as const;
/** What a column of the school's own list says; nothing is not read. */
export type RollField = (typeof rollFields)[number];
export type Sex = 'female' | 'male';
export type Conditions = 'none' | 'time125' | 'time150' | 'time200';

/** What the server hears of a place: nothing else of a student leaves this page. */
export interface RollSeat {
  sex: Sex | null;
  accommodation: Conditions | null;
}

export interface RollStudent extends RollSeat {
  name: string;
}

export interface RollClass {
  name: string;
  students: RollStudent[];
}

export type RollFaultKind = 'noClass' | 'class' | 'noName' | 'twice' | 'sex' | 'accommodation' | 'many';

export interface RollFault {
  line: number;
  kind: RollFaultKind;
}

export interface Roll {
  classes: RollClass[];
  faults: RollFault[];
}

export const mostInClass = 40;

const headings: readonly (readonly [RollField, RegExp])[] = [
  ['surname', /^фамилия$/],
  ['first', /^имя$/],
  ['patronymic', /^отчество$/],
  ['name', /^(?:фио|ф\. ?и\. ?о|фамилия|имя|ученик|учащийся|обучающийся|name|student)/],
  ['letter', /^(?:буква|литер)/],
  ['grade', /^(?:параллель|номер класса)/],
  ['class', /^(?:класс|class)/],
  ['sex', /^(?:пол|sex|gender)(?![а-яёa-z])/],
  ['accommodation', /^(?:особые условия|условия|доп)/],
];

/** A first guess by the headings, each thing once. */
export function guessRoll(table: FileTable): RollField[] {
  const free = new Set<RollField>(rollFields);
  const guess = table.headings.map((heading) => {
    const plain = heading.toLocaleLowerCase('ru').replaceAll('ё', 'е').trim();
    const field = headings.find(([one, pattern]) => free.has(one) && pattern.test(plain))?.[0] ?? '';
    if (field !== '') free.delete(field);
    return field;
  });
  return guess.includes('letter') && !guess.includes('grade') ? guess.map((field) => (field === 'class' ? 'grade' : field)) : guess;
}

/** What is not told yet; null when the list can be read. */
export function needOf(fields: readonly RollField[]): 'class' | 'name' | null {
  if (!fields.includes('class') && !fields.includes('grade')) return 'class';
  return fields.includes('name') || fields.includes('surname') ? null : 'name';
}

/** Rows → classes, and what was left out by its line. Nothing of it is a text of the file. */
export function readRoll(table: FileTable, fields: readonly RollField[]): Roll {
  const rooms = new Map<string, RollClass>();
  const faults: RollFault[] = [];
  table.rows.forEach((row, index) => {
    const cell = (field: RollField): string => {
      const at = fields.indexOf(field);
      return at < 0 ? '' : unguarded(row[at] ?? '').trim();
    };
    if (row.every((one) => one === '')) return;
    const fault = (kind: RollFaultKind): void => void faults.push({ line: table.firstLine + index, kind });
    const written = fields.includes('grade') ? `${cell('grade')} ${cell('letter')}`.trim() : cell('class');
    const className = readClassName(written);
    const name = plainName(fields.includes('name') ? cell('name') : [cell('surname'), cell('first'), cell('patronymic')].join(' '));
    const [sex, accommodation] = [sexOf(cell('sex')), conditionsOf(cell('accommodation'))];
    if (written === '') return fault('noClass');
    if (className === null) return fault('class');
    if (name === '') return fault('noName');
    // What is said wrongly is left unsaid: the student has a place all the same.
    if (sex === undefined) fault('sex');
    if (accommodation === undefined) fault('accommodation');
    const room = rooms.get(classKey(className)) ?? { name: className, students: [] };
    rooms.set(classKey(className), room);
    if (room.students.some((student) => same(student.name, name))) return fault('twice');
    if (room.students.length >= mostInClass) return fault('many');
    room.students.push({ name, sex: sex ?? null, accommodation: accommodation ?? null });
  });
  return { classes: [...rooms.values()].sort((one, other) => one.name.localeCompare(other.name, 'ru', { numeric: true })), faults };
}

export interface Seating {
  /** By place: names that are new there. */
  list: NameList;
  seats: RollSeat[];
  added: number;
  known: number;
  /** On the class's list and not in the file: they stay. */
  absent: number;
  /** No place is left for them. */
  over: number;
  /** New in a class that has begun: somebody else may have sat down at a free place, so only whoever was there knows theirs. */
  late: number;
}

/** Who is on the list keeps the place; the others take free ones in the order of the file, unless the class has begun. */
export function seat(room: RollClass, list: NameList, most: number, isBegun = false): Seating {
  const places = new Map<number, RollStudent>();
  const added = new Map<number, string>();
  let [known, over, next] = [0, 0, 1];
  const waiting: RollStudent[] = [];
  for (const student of room.students) {
    const place = [...list].find(([, name]) => same(name, student.name))?.[0];
    if (place === undefined) waiting.push(student);
    else {
      places.set(place, student);
      known++;
    }
  }
  for (const student of isBegun ? [] : waiting) {
    while (list.has(next)) next++;
    if (next > most) over++;
    else {
      places.set(next, student);
      added.set(next++, student.name);
    }
  }
  const last = Math.min(most, Math.max(0, ...places.keys(), ...list.keys()));
  const seats = Array.from({ length: last }, (_, at) => ({ sex: places.get(at + 1)?.sex ?? null, accommodation: places.get(at + 1)?.accommodation ?? null }));
  return { list: added, seats, added: added.size, known, absent: list.size - known, over, late: isBegun ? waiting.length : 0 };
}

const same = (one: string, other: string): boolean => plain(one) === plain(other);
const plain = (name: string): string => name.toLocaleLowerCase('ru').replaceAll('ё', 'е').replace(/[.,\s]+/g, ' ').trim();

function sexOf(cell: string): Sex | null | undefined {
  const word = cell.toLocaleLowerCase('ru').replace(/\.$/, '');
  if (word === '' || word === '-') return null;
  if (/^(?:м|m|муж|мужской|male|мальчик|юноша)$/.test(word)) return 'male';
  return /^(?:ж|f|жен|женский|female|девочка|девушка)$/.test(word) ? 'female' : undefined;
}

function conditionsOf(cell: string): Conditions | null | undefined {
  const word = cell.toLocaleLowerCase('ru').replaceAll(' ', '').replace('.', ',').replace(/^[+×xх]|[%]$/g, '');
  if (word === '') return null;
  if (/^(?:нет|none|0|1|-)$/.test(word)) return 'none';
  if (/^(?:time125|1,25|125|25)$/.test(word)) return 'time125';
  if (/^(?:time150|1,5|150|50)$/.test(word)) return 'time150';
  return /^(?:time200|2|2,0|200|100)$/.test(word) ? 'time200' : undefined;
}
