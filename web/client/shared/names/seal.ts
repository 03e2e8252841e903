import { fromText, join, SealFault, toText, utf8, type Bytes } from './bytes';

/** What a ciphertext stands for; it opens as nothing else, so no server can put one in place of another. */
export type Binding = readonly (string | number)[];

const ivBytes = 12;

/** AES-GCM with a fresh random start; the text is base64url of start and ciphertext. */
export async function seal(key: CryptoKey, plain: Bytes, binding: Binding): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(binding) }, key, plain);
  return toText(join(iv, new Uint8Array(sealed)));
}

export async function open(key: CryptoKey, text: string, binding: Binding): Promise<Bytes> {
  const bytes = fromText(text);
  try {
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: bytes.slice(0, ivBytes), additionalData: bound(binding) },
      key,
      bytes.slice(ivBytes),
    );
    return new Uint8Array(plain);
  } catch {
    throw new SealFault();
  }
}

/** A key for one purpose from a secret that is random already. */
export async function keyFrom(secret: Bytes, salt: Bytes, purpose: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(`step-names 1 ${purpose}`) },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

function bound(binding: Binding): Bytes {
  return utf8(JSON.stringify(['step-names', 1, ...binding]));
}
