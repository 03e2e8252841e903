import type { SlipPass } from '../net/wire';
import { packBody, type Unsent } from './body';
import { toSymbols } from './symbols';

const version = 1;
const tagBytes = 16;
const headerBytes = 1 + 4 + 2 + 64;

/** Whether this page may encrypt: plain http from another machine may not. */
export function canSeal(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/** A slip as symbols, for the server's key alone: engine/Slips/README.md. */
export async function makeSlip(pass: SlipPass, unsent: Unsent): Promise<string> {
  const { subtle } = crypto;
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const server = fromBase64url(pass.key);
  const pair = await subtle.generateKey(curve, false, ['deriveBits']);
  const own = new Uint8Array(await subtle.exportKey('raw', pair.publicKey));
  const theirs = await subtle.importKey('raw', server, curve, false, []);
  const secret = await subtle.deriveBits({ name: 'ECDH', public: theirs }, pair.privateKey, 256);
  const salt = concat(own.subarray(1), server.subarray(1));
  const info = new TextEncoder().encode('slip 1');
  const derived = new Uint8Array(
    await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, await subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']), 352),
  );
  const body = packBody(fromBase64url(pass.pass), unsent);
  const length = headerBytes + body.length + tagBytes;
  const id = new Uint8Array(await subtle.digest('SHA-256', server)).subarray(0, 4);
  const header = concat(Uint8Array.of(version), id, Uint8Array.of(length >> 8, length & 255), own.subarray(1));
  const key = await subtle.importKey('raw', derived.subarray(0, 32), 'AES-GCM', false, ['encrypt']);
  const sealed = await subtle.encrypt({ name: 'AES-GCM', iv: derived.subarray(32), additionalData: header }, key, body);
  return toSymbols(concat(header, new Uint8Array(sealed)));
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

function concat(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
