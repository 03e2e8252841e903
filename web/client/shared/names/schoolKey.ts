import { fromText, join, SealFault, toText, type Bytes } from './bytes';
import { readPublic } from './pair';
import { keyFrom, open, seal } from './seal';

/** A school's key of one generation. */
export interface SchoolKey {
  school: string;
  generation: number;
  key: CryptoKey;
}

const pointBytes = 65;

export async function makeSchoolKey(school: string, generation: number): Promise<SchoolKey> {
  return { school, generation, key: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']) };
}

/** The key's own bytes, to be wrapped; nothing else asks for them. */
export async function bytesOfKey(school: SchoolKey): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey('raw', school.key));
}

export async function keyOfBytes(bytes: Bytes, school: string, generation: number): Promise<SchoolKey> {
  if (bytes.length !== 32) throw new SealFault();
  // Whoever holds the key hands it on, so it can be taken out.
  return { school, generation, key: await crypto.subtle.importKey('raw', bytes, 'AES-GCM', true, ['encrypt', 'decrypt']) };
}

/** Wraps a school's key for one person: a pair made for this once, its secret with their public half, then AES-GCM. */
export async function wrapFor(school: SchoolKey, account: string, publicKey: string): Promise<string> {
  const once = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', once.publicKey));
  const key = await shared(once.privateKey, await readPublic(publicKey), point, publicKey);
  const sealed = await seal(key, await bytesOfKey(school), ['wrap', school.school, school.generation, account]);
  return toText(join(point, fromText(sealed)));
}

/** Opens what was wrapped for this person. */
export async function unwrap(
  wrapped: string,
  privateKey: CryptoKey,
  own: { account: string; publicKey: string },
  school: string,
  generation: number,
): Promise<SchoolKey> {
  const bytes = fromText(wrapped);
  const point = bytes.slice(0, pointBytes);
  const key = await shared(privateKey, await readPublic(toText(point)), point, own.publicKey);
  return keyOfBytes(await open(key, toText(bytes.slice(pointBytes)), ['wrap', school, generation, own.account]), school, generation);
}

async function shared(privateKey: CryptoKey, publicKey: CryptoKey, point: Bytes, recipient: string): Promise<CryptoKey> {
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: publicKey }, privateKey, 256);
  return keyFrom(new Uint8Array(secret), join(point, fromText(recipient)), 'wrap');
}
