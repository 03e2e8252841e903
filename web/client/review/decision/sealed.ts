import { SealFault } from '../../shared/names/bytes';
import { padded } from '../../shared/names/pad';
import type { SchoolKey } from '../../shared/names/schoolKey';
import { open, seal } from '../../shared/names/seal';
import type { ReviewDraft } from '../../shared/net/decisionWire';
import type { Place } from '../address';
import { kinds, reasons, type Chosen, type Hidden, type ListEdit, type Named } from './changes';

/** All that is typed and chosen before it is signed; null where a reader is to get nothing. */
export interface Typed {
  list: ListEdit;
  student: string;
  parent: string | null;
  teacher: string | null;
  teacherId: string | null;
}

export async function sealDraft(typed: Typed, school: SchoolKey, place: Place, version: number, revision: number): Promise<string> {
  return seal(school.key, padded(typed), bindingOf(school, place, version, revision));
}

export async function openDraft({ sealed, version, revision }: ReviewDraft, school: SchoolKey, place: Place): Promise<Typed> {
  const bytes = await open(school.key, sealed, bindingOf(school, place, version, revision));
  return readTyped(new TextDecoder().decode(bytes));
}

const bindingOf = (school: SchoolKey, { classId, seat }: Place, version: number, revision: number): (string | number)[] => [
  'review', school.school, school.generation, classId, seat, version, revision,
];

/** A colleague's browser wrote it, so its shape is looked at like anything from outside. */
function readTyped(json: string): Typed {
  let typed: unknown;
  try {
    typed = JSON.parse(json);
  } catch {
    throw new SealFault();
  }
  if (!isTyped(typed)) throw new SealFault();
  const { list, student, parent, teacher, teacherId } = typed;
  return {
    list: {
      chosen: list.chosen.map(({ kind, code, title, isAdded, reason, words }) => ({ kind, code, title, isAdded, reason, words })),
      hidden: list.hidden.map(({ kind, code, reason }) => ({ kind, code, reason })),
    },
    student, parent, teacher, teacherId,
  };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';
const isNamed = (value: unknown): value is Named & { reason: unknown } =>
  isObject(value) && kinds.some((kind) => kind === value['kind']) && typeof value['code'] === 'string' && (value['reason'] === null || reasons.some((reason) => reason === value['reason']));
const isChosen = (value: unknown): value is Chosen => isNamed(value) && isObject(value) && typeof value['title'] === 'string' && typeof value['isAdded'] === 'boolean' && typeof value['words'] === 'string';
const isHidden = (value: unknown): value is Hidden => isNamed(value);

function isTyped(value: unknown): value is Typed {
  if (!isObject(value) || !isObject(value['list'])) return false;
  const { chosen, hidden } = value['list'];
  return Array.isArray(chosen) && chosen.every(isChosen) && Array.isArray(hidden) && hidden.every(isHidden)
    && typeof value['student'] === 'string' && ['parent', 'teacher', 'teacherId'].every((name) => isTextOrNull(value[name]));
}
