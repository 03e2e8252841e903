import { SealFault } from './bytes';
import { bytesOfKey, keyOfBytes, type SchoolKey } from './schoolKey';
import { open, seal } from './seal';

/** A key that is not in use any more, sealed with the one that came after it. */
export interface PastKey {
  generation: number;
  sealed: string;
}

/** Keeps the old key for those who hold the new one: what lies under the old one need not be touched. */
export async function sealPast(old: SchoolKey, next: SchoolKey): Promise<string> {
  return seal(next.key, await bytesOfKey(old), bindingOf(old.school, old.generation));
}

/** The key of a generation, from the one in use back link by link. */
export async function keyOf(generation: number, inUse: SchoolKey, past: readonly PastKey[]): Promise<SchoolKey> {
  let key = inUse;
  while (key.generation > generation) {
    const wanted = key.generation - 1;
    const link = past.find((one) => one.generation === wanted);
    if (link === undefined) throw new SealFault();
    key = await keyOfBytes(await open(key.key, link.sealed, bindingOf(key.school, wanted)), key.school, wanted);
  }
  if (key.generation !== generation) throw new SealFault();
  return key;
}

const bindingOf = (school: string, generation: number): (string | number)[] => ['past', school, generation];
