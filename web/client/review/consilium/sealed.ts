import { SealFault } from '../../shared/names/bytes';
import { padded } from '../../shared/names/pad';
import type { SchoolKey } from '../../shared/names/schoolKey';
import { open, seal } from '../../shared/names/seal';
import type { Place } from '../address';
import type { Words } from './typed';

export async function sealWords(words: Words, school: SchoolKey, place: Place, number: number, revision: number): Promise<string> {
  return seal(school.key, padded(words), bindingOf(school, place, number, revision));
}

/** @throws SealFault where it is not what it stands for. */
export async function openWords(sealed: string, school: SchoolKey, place: Place, number: number, revision: number): Promise<Words> {
  const bytes = await open(school.key, sealed, bindingOf(school, place, number, revision));
  return readWords(new TextDecoder().decode(bytes));
}

const bindingOf = (school: SchoolKey, { classId, seat }: Place, number: number, revision: number): (string | number)[] => [
  'consilium', school.school, school.generation, classId, seat, number, revision,
];

/** A colleague's browser wrote it, so its shape is looked at like anything from outside. */
function readWords(json: string): Words {
  let read: unknown;
  try {
    read = JSON.parse(json);
  } catch {
    throw new SealFault();
  }
  if (!isWords(read)) throw new SealFault();
  return { conclusion: read.conclusion, people: read.people.map(({ name, opinion }) => ({ name, opinion })), steps: [...read.steps] };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function isWords(value: unknown): value is Words {
  if (!isObject(value)) return false;
  const { conclusion, people, steps } = value;
  return typeof conclusion === 'string'
    && Array.isArray(people) && people.every((one) => isObject(one) && typeof one['name'] === 'string' && typeof one['opinion'] === 'string')
    && Array.isArray(steps) && steps.every((one) => typeof one === 'string');
}
