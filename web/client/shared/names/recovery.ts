import { join, utf8, type Bytes } from './bytes';
import { bytesOfKey, keyOfBytes, type SchoolKey } from './schoolKey';
import { keyFrom, open, seal } from './seal';
import { bytesOf, inGroups, plainSigns, signsOf } from './signs';

const secretBytes = 20;
const checkBytes = 5;
const secretSigns = 32;

/** A key to be printed: 160 random bits and, at its end, two groups that find a typing error. */
export async function makeRecovery(): Promise<string> {
  const secret = crypto.getRandomValues(new Uint8Array(secretBytes));
  return inGroups(signsOf(join(secret, await checkOf(secret))));
}

export type TypedRecovery = { secret: Bytes } | { fault: 'recovery-length' | 'recovery-sign' | 'recovery-typo' };

/** What somebody typed from paper; the fault says what is wrong with it before anything is tried. */
export async function readRecovery(typed: string): Promise<TypedRecovery> {
  const text = plainSigns(typed);
  const bytes = bytesOf(text);
  if (bytes === null) return { fault: 'recovery-sign' };
  if (text.length !== secretSigns + 8) return { fault: 'recovery-length' };
  const secret = bytes.slice(0, secretBytes);
  const check = await checkOf(secret);
  return check.every((byte, at) => byte === bytes[secretBytes + at]) ? { secret } : { fault: 'recovery-typo' };
}

export async function sealByRecovery(school: SchoolKey, secret: Bytes): Promise<string> {
  return seal(await keyFrom(secret, utf8(school.school), 'recovery'), await bytesOfKey(school), bindingOf(school.school, school.generation));
}

export async function openByRecovery(sealed: string, secret: Bytes, school: string, generation: number): Promise<SchoolKey> {
  return keyOfBytes(await open(await keyFrom(secret, utf8(school), 'recovery'), sealed, bindingOf(school, generation)), school, generation);
}

const bindingOf = (school: string, generation: number): (string | number)[] => ['recovery', school, generation];

async function checkOf(secret: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', secret)).slice(0, checkBytes);
}
