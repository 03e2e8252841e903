import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packBody, type Unsent } from '../shared/slip/body';
import { linesOf, readTyped, textOf } from '../shared/slip/lines';
import { partsOf, readPart, ScannedParts } from '../shared/slip/parts';
import { fits, qrRows } from '../shared/slip/qr';
import { bareSymbols, bytesOf, checkOf, toSymbols } from '../shared/slip/symbols';

/** A slip's outside: version, server, length, then noise of a fixed seed. */
function someSlip(length: number): string {
  const bytes = Uint8Array.from({ length }, (_, at) => (at * 73 + ((at * at) >> 3)) & 255);
  bytes.set([1, 9, 8, 7, 6, length >> 8, length & 255]);
  return toSymbols(bytes);
}

const noPass = Uint8Array.of();
const pack = (answers: Unsent['answers']): number[] => [...packBody(noPass, { epoch: 1, first: 1, answers, finishes: false })];

describe('the inside of a slip', () => {
  it('is packed as the README of engine/Slips says', () => {
    expect([...packBody(Uint8Array.of(42), { epoch: 300, first: 2, answers: [], finishes: true })]).toEqual([42, 1, 0xac, 2, 2, 0]);
    expect(pack([{ q: 0, v: '3', d: 0 }]).slice(3)).toEqual([1, (3 << 4) | 8, 0]);
    expect(pack([{ q: 2, v: '', d: 5 }]).slice(4)).toEqual([(10 << 4) | 2, 4, 1]);
    expect(pack([{ q: 0, v: 'start', d: 0 }, { q: 0, v: '1>0', d: 4_000_000_000 }]).slice(5)).toEqual([0, 13 << 4, 1, 0x80, 0x94, 0xeb, 0xdc, 3, 0x10]);
    expect(pack([{ q: 0, v: '12>3', d: 8 }]).slice(4)).toEqual([(12 << 4) | 8, 2, 4, 49, 50, 62, 51]);
    expect(pack([{ q: 0, v: '1', d: 9 }, { q: 1, v: '1', d: 8 }]).slice(-2)).toEqual([(1 << 4) | 8 | 1, 0]);
  });

  it('takes three bytes an answer, and deflate would hardly make it less', () => {
    let seed = 1;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const digit = (): number => Math.floor(random() * 4);
    let d = 0;
    const answers = Array.from({ length: 175 }, (_, q) => ({
      q,
      v: q % 9 === 8 ? `${digit()}>${digit()}` : String(digit()),
      d: (d += Math.round(1_500 + 4_000 * Math.exp(1.2 * (random() + random() + random() - 1.5)))),
    }));
    const packed = packBody(noPass, { epoch: 1, first: 1, answers, finishes: true });
    expect(packed.length).toBe(5 + 175 * 3 + 19);
    expect(deflateRawSync(packed, { level: 9 }).length).toBeGreaterThan(0.9 * packed.length);
  });
});

describe('letters', () => {
  it('come back as the bytes they were', () => {
    for (let length = 7; length < 40; length++) {
      const slip = someSlip(length);
      expect(toSymbols(Uint8Array.from(bytesOf(slip)))).toBe(slip);
      expect(slip.length).toBe(Math.ceil((length * 8) / 5));
    }
  });

  it('mean what they look like, and say where they mean nothing', () => {
    expect(bareSymbols('абв o-i l u ё')).toBe('A6B011VE');
    expect(bareSymbols('A€Щ')).toBe('A?');
  });

  it('have the check symbol of printed codes', () => {
    expect(checkOf('')).toBe('0');
    expect(checkOf('1')).toBe('Y');
  });
});

describe('typed lines', () => {
  const slip = someSlip(187);
  const lines = linesOf(slip);

  it('are the slip again, however they are spaced', () => {
    expect(readTyped(lines.join('\n'))).toMatchObject({ right: 15, total: 15, faults: [], slip });
    expect(readTyped(lines.map((line) => line.replaceAll(' ', '').toLowerCase()).join('\n\n')).slip).toBe(slip);
    expect(readTyped(textOf('Талон. Сдать: https://школа.example/slip', slip)).slip).toBe(slip);
    expect(readTyped(textOf('x', slip).split('\n').reverse().join('\n')).slip).toBe(slip);
  });

  it('name the line of every single wrong symbol', () => {
    const at = 6;
    for (let i = 0; i < lines[at]!.length; i++) {
      const was = lines[at]![i]!;
      if (was === ' ') continue;
      const typed = lines.map((line, index) => (index === at ? lines[at]!.slice(0, i) + (was === 'Z' ? 'Y' : 'Z') + lines[at]!.slice(i + 1) : line));
      const read = readTyped(typed.join('\n'));
      expect([read.slip, read.faults.map(({ line }) => line)]).toEqual([null, [at + 1]]);
    }
  });

  it('tell a line left out and one not yet whole', () => {
    expect(readTyped(lines.filter((_, index) => index !== 4).join('\n')).faults[0]).toEqual({ line: 5, kind: 'skipped' });
    expect(readTyped([...lines.slice(0, 3), lines[3]!.slice(0, 9)].join('\n'))).toMatchObject({ right: 3, total: 15, slip: null, faults: [{ line: 4, kind: 'short' }] });
    expect(readTyped(lines.slice(0, 14).join('\n'))).toMatchObject({ right: 14, total: 15, faults: [], slip: null });
    expect(readTyped('')).toEqual({ right: 0, total: null, faults: [], slip: null });
  });
});

describe('QR codes', () => {
  const page = 'https://diagnostika.example.ru/slip';

  it('are those of the encoder of the printed cards', () => {
    const drawn = JSON.parse(readFileSync(new URL('qr.fixture.json', import.meta.url), 'utf8')) as { address: string; tail: string; mask: number; rows: string[] }[];
    expect(drawn.length).toBeGreaterThan(5);
    for (const { address, tail, mask, rows } of drawn) expect(qrRows(address, tail, mask)).toEqual(rows);
  });

  it('carry a whole battery at once, and more in parts', () => {
    const [one, ...more] = partsOf(someSlip(640), page);
    expect(more).toEqual([]);
    expect(readPart(one!.tail)).toMatchObject({ part: 1, of: 1, symbols: someSlip(640) });
    const long = someSlip(3_000);
    const parts = partsOf(long, page);
    expect(parts.length).toBe(5);
    expect(parts.every(({ address, tail }) => fits(address, tail))).toBe(true);
    expect(parts.map(({ tail }) => readPart(tail)!.symbols).join('')).toBe(long);
  });

  it('are put together in any order, and not with those of another slip', () => {
    const kept = new Map<string, string>();
    const scanned = new ScannedParts(() => ({
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    }));
    const long = someSlip(2_000);
    const parts = partsOf(long, page).map(({ tail }) => readPart(tail)!);
    const [first, second, third] = parts;
    expect(parts.length).toBe(3);
    expect(scanned.add(third!)).toEqual({ have: [3], of: 3, slip: null });
    expect(scanned.add(first!).have).toEqual([1, 3]);
    expect(scanned.add({ ...second!, label: 'ZZZZ' })).toEqual({ have: [2], of: 3, slip: null });
    scanned.forget();
    for (const part of [third!, first!]) scanned.add(part);
    expect(scanned.add(second!).slip).toBe(long);
  });

  it('are refused when they are not ours', () => {
    for (const text of ['', '1-2', '0-2-ABCD-AAA', '3-2-ABCD-AAA', '1-99-ABCD-AAA', '1-1-abcd-AAA', '1-1-ABCD-', '1-1-ABCD-АБВ']) expect([text, readPart(text)]).toEqual([text, null]);
  });
});
