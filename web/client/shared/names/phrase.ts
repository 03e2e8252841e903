import { fromText, SealFault, toText, utf8, type Bytes } from './bytes';
import { open, seal } from './seal';

/** OWASP's least for PBKDF2 with SHA-256, 2023. */
const rounds = 600_000;
const mostRounds = 10_000_000;
export const shortestPhrase = 16;

export function phraseFault(phrase: string): 'phrase-short' | null {
  return normal(phrase).length < shortestPhrase ? 'phrase-short' : null;
}

/** A private key sealed with somebody's phrase: `rounds.salt.ciphertext`. The phrase itself goes nowhere. */
export async function sealWithPhrase(phrase: string, privateKey: Bytes, account: string, publicKey: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return `${rounds}.${toText(salt)}.${await seal(await keyOf(phrase, salt, rounds), privateKey, ['pair', account, publicKey])}`;
}

export async function openWithPhrase(phrase: string, sealed: string, account: string, publicKey: string): Promise<Bytes> {
  const [counted, salt, text] = sealed.split('.');
  const used = Number(counted);
  // Fewer rounds than ours were never written here.
  if (salt === undefined || text === undefined || !Number.isInteger(used) || used < rounds || used > mostRounds) throw new SealFault();
  return open(await keyOf(phrase, fromText(salt), used), text, ['pair', account, publicKey]);
}

async function keyOf(phrase: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', utf8(normal(phrase)), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, material, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
}

/** A phrase is words: their spaces and the form of their letters are no part of the secret. */
function normal(phrase: string): string {
  return phrase.normalize('NFKC').trim().replace(/\s+/g, ' ');
}
