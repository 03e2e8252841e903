import type { Bytes } from './bytes';

/** Crockford's digits: no I, L, O and U, which are misread or misspelt. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What people type for a digit: look-alikes of both alphabets. */
const alike: Record<string, string> = { O: '0', I: '1', L: '1', А: 'A', В: 'B', С: 'C', Е: 'E', Н: 'H', К: 'K', М: 'M', О: '0', Р: 'P', Т: 'T', Х: 'X', У: 'Y', З: '3' };

/** Five bits a sign; the number of bytes is a multiple of five. */
export function signsOf(bytes: Bytes): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += digits[(held >> bits) & 31];
    }
  }
  return text;
}

/** The bytes of typed signs, or null where one of them is no digit. */
export function bytesOf(text: string): Bytes | null {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const sign of text) {
    const value = digits.indexOf(sign);
    if (value < 0) return null;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
    }
  }
  return Uint8Array.from(bytes);
}

/** Typed text without what parts the groups, look-alikes as what they look like. */
export function plainSigns(typed: string): string {
  return [...typed.toUpperCase()].filter((sign) => !/[\s\-–—.]/.test(sign)).map((sign) => alike[sign] ?? sign).join('');
}

export function inGroups(text: string): string {
  return (text.match(/.{1,4}/g) ?? []).join('-');
}
