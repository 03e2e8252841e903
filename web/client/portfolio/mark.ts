import { bytesOf as bytesOfSymbols, toSymbols } from '../shared/slip/symbols';
import { base64urlOf, bytesOf, type Signed } from './signed';

// What stands behind the hash of the address in the QR code: version, key, signature and text, in the symbols of printed codes.
const version = 1;
const keyBytes = 8;
const signatureBytes = 64;
const textAt = 1 + keyBytes + signatureBytes;
/** More than any QR of ours holds. */
const mostSymbols = 2_000;

/** Null for a signature that is none of ours. */
export function symbolsOf(mark: Signed): string | null {
  const signature = bytesOf(mark.signature);
  if (signature?.length !== signatureBytes || !/^[0-9a-f]{16}$/.test(mark.key)) return null;
  const key = mark.key.match(/../g)!.map((pair) => parseInt(pair, 16));
  return toSymbols(Uint8Array.from([version, ...key, ...signature, ...new TextEncoder().encode(mark.text)]));
}

export function signedIn(symbols: string): Signed | null {
  const typed = symbols.trim().toUpperCase();
  if (typed.length > mostSymbols || !/^[0-9A-HJKMNP-TV-Z]+$/.test(typed)) return null;
  const bytes = Uint8Array.from(bytesOfSymbols(typed));
  if (bytes.length <= textAt || bytes[0] !== version) return null;
  return {
    key: [...bytes.subarray(1, 1 + keyBytes)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    signature: base64urlOf(bytes.subarray(1 + keyBytes, textAt)),
    // Bytes that are no text any more become another text, and the signature then does not fit: it was a mark, and somebody changed it.
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(textAt)),
  };
}
