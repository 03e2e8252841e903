import { SealFault } from './bytes';
import { padded } from './pad';
import type { SchoolKey } from './schoolKey';
import { open, seal } from './seal';

/** As the server keeps it: under the key that was in use when it was written. */
export interface SealedNote {
  seat: number;
  generation: number;
  revision: number;
  sealed: string;
}

/** In letters; encrypted it stays within what the server takes. */
export const longestNote = 4_000;

export async function sealNote(text: string, school: SchoolKey, classId: string, seat: number, revision: number): Promise<string> {
  return seal(school.key, padded({ text: text.slice(0, longestNote) }), bindingOf(school, classId, seat, revision));
}

export async function openNote(note: SealedNote, school: SchoolKey, classId: string): Promise<string> {
  const bytes = await open(school.key, note.sealed, bindingOf(school, classId, note.seat, note.revision));
  return readText(new TextDecoder().decode(bytes));
}

/** A colleague's browser wrote it, so its shape is looked at like anything from outside. */
function readText(json: string): string {
  try {
    const { text } = JSON.parse(json) as { text: unknown };
    if (typeof text === 'string') return text.slice(0, longestNote);
  } catch {
    // Said below.
  }
  throw new SealFault();
}

const bindingOf = (school: SchoolKey, classId: string, seat: number, revision: number): (string | number)[] => [
  'note',
  school.school,
  school.generation,
  classId,
  seat,
  revision,
];
