import { SealFault } from './bytes';
import { padded } from './pad';
import type { SchoolKey } from './schoolKey';
import { open, seal } from './seal';

/** Names by number of the place; places without a name are left out. */
export type NameList = ReadonlyMap<number, string>;

/** As the server keeps it. */
export interface SealedList {
  classId: string;
  generation: number;
  revision: number;
  sealed: string;
}

export const longestName = 120;
export const mostSeats = 60;

export async function sealList(list: NameList, school: SchoolKey, classId: string, revision: number): Promise<string> {
  return seal(school.key, padded([...list]), bindingOf(school, classId, revision));
}

export async function openList(list: SealedList, school: SchoolKey): Promise<NameList> {
  const bytes = await open(school.key, list.sealed, bindingOf(school, list.classId, list.revision));
  return readList(new TextDecoder().decode(bytes));
}

/** A colleague's browser wrote it, so its shape is looked at like anything from outside. */
function readList(text: string): NameList {
  try {
    return new Map((JSON.parse(text) as [unknown, unknown][]).map(([seat, name]) => [seatOf(seat), plainName(String(name))]));
  } catch {
    throw new SealFault();
  }
}

function seatOf(seat: unknown): number {
  if (typeof seat !== 'number' || !Number.isInteger(seat) || seat < 1 || seat > mostSeats) throw new SealFault();
  return seat;
}

/** One line without odd spaces, cut at a length nobody's name has. */
export function plainName(typed: string): string {
  return typed.replace(/[\u0000-\u001f\u007f\s]+/g, ' ').trim().slice(0, longestName);
}

const bindingOf = (school: SchoolKey, classId: string, revision: number): (string | number)[] => [
  'list',
  school.school,
  school.generation,
  classId,
  revision,
];
