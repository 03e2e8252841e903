/** The 32 symbols of printed codes: engine/Campaigns/CodeAlphabet.cs. */
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const looksLike = new Map(zip('OILU|!АВЕЁЗІКМНОРСТУХЧБ', '011V11ABEE31KMH0PCTYX46'));

/** Five bits a symbol, from the left; the last symbol is filled up with zeros. */
export function toSymbols(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += symbols[(held >> (bits - 5)) & 31]!;
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + symbols[(held << (5 - bits)) & 31]!;
}

/** The bytes at the beginning of a slip, as many as the symbols make whole. */
export function bytesOf(text: string): number[] {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const symbol of text) {
    held = ((held << 5) | symbols.indexOf(symbol)) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
    }
  }
  return bytes;
}

/** What was typed as the symbols it shows: look-alikes and case do not count, separators fall out; `?` stands for what has no meaning. */
export function bareSymbols(typed: string): string {
  return [...typed.normalize('NFKC').toLocaleUpperCase('ru')]
    .filter((letter) => /[\p{L}\p{N}|!]/u.test(letter))
    .map((letter) => looksLike.get(letter) ?? (symbols.includes(letter) ? letter : '?'))
    .join('');
}

/** Luhn's check symbol modulo 32, as on printed codes: catches every single wrong symbol and nearly every swap of neighbours. */
export function checkOf(text: string): string {
  let sum = 0;
  let factor = 2;
  for (let i = text.length - 1; i >= 0; i--) {
    const addend = factor * symbols.indexOf(text[i]!);
    sum += Math.floor(addend / 32) + (addend % 32);
    factor = 3 - factor;
  }
  return symbols[(32 - (sum % 32)) % 32]!;
}

/** A number as two symbols. */
export function numberSymbols(n: number): string {
  return symbols[(n >> 5) & 31]! + symbols[n & 31]!;
}

function zip(from: string, to: string): [string, string][] {
  return [...from].map((letter, index) => [letter, to[index]!]);
}
