import { sha256Hex } from '../shared/files/sha256';
import { get } from '../shared/net/api';

/** A text and the server's signature over its UTF-8 bytes: engine/Portfolios. */
export interface Signed {
  text: string;
  signature: string;
  key: string;
}

/** The reply of `POST /api/result/portfolio`. */
export interface SignedPortfolio {
  statement: Signed;
  mark: Signed;
}

/** One of a JWK set. */
export interface PublishedKey {
  kid: string;
  x: string;
  y: string;
}

/** `unchecked`: this page may not compute signatures, or the keys could not be had. */
export type Verdict = 'valid' | 'changed' | 'unknownKey' | 'unchecked';

const signatureBytes = 64;
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Plain http from another machine may not compute signatures, and could not be believed: its page can be changed on the way. */
export function canCheck(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

export async function publishedKeys(): Promise<PublishedKey[]> {
  return (await get<{ keys: PublishedKey[] }>('/api/portfolio/keys.json')).keys;
}

export async function verdictOn(signed: Signed, keys: readonly PublishedKey[]): Promise<Exclude<Verdict, 'unchecked'>> {
  const own = keys.find(({ kid }) => kid === signed.key);
  if (own === undefined) return 'unknownKey';
  const signature = bytesOf(signed.signature);
  if (signature?.length !== signatureBytes) return 'changed';
  const key = await crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x: own.x, y: own.y }, ecdsa, false, ['verify']);
  return (await crypto.subtle.verify(ecdsa, key, signature, new TextEncoder().encode(signed.text))) ? 'valid' : 'changed';
}

/** The first signs of the text's SHA-256, as its mark carries them; null where this page may not compute. */
export async function printOf(text: string): Promise<string | null> {
  return canCheck() ? (await sha256Hex(text)).slice(0, 16) : null;
}

export function bytesOf(base64url: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]*$/.test(base64url)) return null;
  try {
    return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

export function base64urlOf(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
