import { fromText, SealFault, toText, type Bytes } from './bytes';
import { inGroups, signsOf } from './signs';

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;

/** Somebody's keys as they were just made: the private half can still be taken out, to be sealed. */
export interface FreshPair {
  publicKey: string;
  privateKey: Bytes;
}

export async function makePair(): Promise<FreshPair> {
  const pair = await crypto.subtle.generateKey(curve, true, ['deriveBits']);
  return {
    publicKey: toText(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))),
    privateKey: new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)),
  };
}

/** The private half for use: no script can take it out again. */
export async function takeIn(privateKey: Bytes): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey('pkcs8', privateKey, curve, false, ['deriveBits']);
  } catch {
    throw new SealFault();
  }
}

export async function readPublic(publicKey: string): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey('raw', fromText(publicKey), curve, true, []);
  } catch {
    throw new SealFault();
  }
}

/** Four groups of a public key's hash, to be compared by voice: a server could exchange the key itself. */
export async function fingerprint(publicKey: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', fromText(publicKey)));
  return inGroups(signsOf(hash.slice(0, 10)));
}
