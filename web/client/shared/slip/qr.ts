/**
 * QR codes (ISO/IEC 18004) of an address and a tail of digits and capitals, error correction L, versions 1–20: above that a module on a phone's
 * screen is too small for another phone's camera. Rows of 1 (dark) and 0 with the quiet zone, as the server draws them.
 */
const mostVersion = 20;
const quiet = 4;
/** By version: codewords of correction in a block, and blocks (table 9, level L). */
const correction = [0, 7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28];
const blockCount = [0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8];
const alphanumeric = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

export function fits(address: string, tail: string): boolean {
  return versionFor(address, tail) !== null;
}

/** @param forcedMask for comparing with another encoder; otherwise the mask with the least penalty. */
export function qrRows(address: string, tail: string, forcedMask?: number): string[] {
  const version = versionFor(address, tail);
  if (version === null) throw new Error(`${address.length + tail.length} symbols do not fit one QR`);
  const grid = new Grid(version);
  grid.place(withCorrection(codewords(address, tail, version), version));
  const masks = forcedMask === undefined ? [0, 1, 2, 3, 4, 5, 6, 7] : [forcedMask];
  const tries = masks.map((mask) => grid.masked(mask));
  const best = tries.reduce((least, one) => (penalty(one) < penalty(least) ? one : least));
  const side = ''.padEnd(best.length + 2 * quiet, '0');
  const margin = ''.padEnd(quiet, '0');
  const edge = Array<string>(quiet).fill(side);
  return [...edge, ...best.map((row) => margin + row.map((dark) => (dark ? '1' : '0')).join('') + margin), ...edge];
}

function versionFor(address: string, tail: string): number | null {
  for (let version = 1; version <= mostVersion; version++) if (bitsOf(address, tail, version).length <= dataBytes(version) * 8) return version;
  return null;
}

function bitsOf(address: string, tail: string, version: number): number[] {
  const bits: number[] = [];
  const bytes = new TextEncoder().encode(address);
  if (bytes.length > 0) {
    put(bits, 4, 4);
    put(bits, bytes.length, version < 10 ? 8 : 16);
    for (const byte of bytes) put(bits, byte, 8);
  }
  if (tail.length > 0) {
    put(bits, 2, 4);
    put(bits, tail.length, version < 10 ? 9 : 11);
    for (let i = 0; i < tail.length; i += 2) {
      const first = alphanumeric.indexOf(tail[i]!);
      if (i + 1 < tail.length) put(bits, first * 45 + alphanumeric.indexOf(tail[i + 1]!), 11);
      else put(bits, first, 6);
    }
  }
  return bits;
}

function codewords(address: string, tail: string, version: number): number[] {
  const bits = bitsOf(address, tail, version);
  const room = dataBytes(version) * 8;
  put(bits, 0, Math.min(4, room - bits.length));
  put(bits, 0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < room; pad ^= 0xec ^ 0x11) put(bits, pad, 8);
  return Array.from({ length: room / 8 }, (_, at) => parseInt(bits.slice(at * 8, at * 8 + 8).join(''), 2));
}

/** Blocks with their correction, interleaved. */
function withCorrection(data: readonly number[], version: number): number[] {
  const [blocks, extra] = [blockCount[version]!, correction[version]!];
  const short = Math.floor(data.length / blocks);
  const longFrom = blocks - (data.length % blocks);
  const cut = Array.from({ length: blocks }, (_, block) => {
    const from = block * short + Math.max(0, block - longFrom);
    return data.slice(from, from + short + (block >= longFrom ? 1 : 0));
  });
  const divisor = generator(extra);
  const checks = cut.map((block) => remainder(block, divisor));
  const out: number[] = [];
  for (let at = 0; at <= short; at++) for (const block of cut) if (at < block.length) out.push(block[at]!);
  for (let at = 0; at < extra; at++) for (const check of checks) out.push(check[at]!);
  return out;
}

class Grid {
  private readonly size: number;
  private readonly dark: boolean[][];
  private readonly fixed: boolean[][];

  constructor(private readonly version: number) {
    this.size = version * 4 + 17;
    const empty = (): boolean[][] => Array.from({ length: this.size }, () => Array<boolean>(this.size).fill(false));
    this.dark = empty();
    this.fixed = empty();
    this.drawPatterns();
  }

  /** Two columns at a time, from the right, up and down in turn. */
  place(words: readonly number[]): void {
    let bit = 0;
    for (let right = this.size - 1; right > 0; right -= 2) {
      if (right === 6) right--;
      const upwards = ((right + 1) & 2) === 0;
      for (let step = 0; step < this.size; step++) {
        const y = upwards ? this.size - 1 - step : step;
        for (const x of [right, right - 1]) {
          if (this.fixed[y]![x]!) continue;
          this.dark[y]![x] = (((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
          bit++;
        }
      }
    }
  }

  masked(mask: number): boolean[][] {
    const picture = this.dark.map((row, y) => row.map((dark, x) => dark !== (!this.fixed[y]![x]! && isMasked(mask, x, y))));
    for (const [x, y, dark] of this.formatModules(mask)) picture[y]![x] = dark;
    return picture;
  }

  private set(x: number, y: number, dark: boolean): void {
    if (x < 0 || y < 0 || x >= this.size || y >= this.size) return;
    this.dark[y]![x] = dark;
    this.fixed[y]![x] = true;
  }

  private drawPatterns(): void {
    for (let i = 0; i < this.size; i++) {
      this.set(6, i, i % 2 === 0);
      this.set(i, 6, i % 2 === 0);
    }
    for (const [cx, cy] of [[3, 3], [this.size - 4, 3], [3, this.size - 4]] as const) {
      for (let dy = -4; dy <= 4; dy++)
        for (let dx = -4; dx <= 4; dx++) this.set(cx + dx, cy + dy, ![2, 4].includes(Math.max(Math.abs(dx), Math.abs(dy))));
    }
    const at = alignment(this.version);
    for (const cy of at)
      for (const cx of at) {
        if ((cx === 6 && cy === 6) || (cx === 6 && cy === this.size - 7) || (cx === this.size - 7 && cy === 6)) continue;
        for (let dy = -2; dy <= 2; dy++) for (let dx = -2; dx <= 2; dx++) this.set(cx + dx, cy + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
      }
    for (const [x, y] of this.formatModules(0)) this.set(x, y, false);
    if (this.version >= 7) this.drawVersion();
  }

  /** Level and mask, twice (15 bits with their BCH code); and the module that is always dark. */
  private formatModules(mask: number): [x: number, y: number, dark: boolean][] {
    const level = 1;
    const data = (level << 3) | mask;
    let rest = data;
    for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
    const bits = ((data << 10) | rest) ^ 0x5412;
    const modules: [number, number, boolean][] = [[8, this.size - 8, true]];
    for (let i = 0; i < 15; i++) {
      const dark = ((bits >> i) & 1) === 1;
      const down = i < 6 ? i : i < 8 ? i + 1 : this.size - 15 + i;
      const across = i < 8 ? this.size - 1 - i : i < 9 ? 7 : 14 - i;
      modules.push([8, down, dark], [across, 8, dark]);
    }
    return modules;
  }

  private drawVersion(): void {
    let rest = this.version;
    for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
    const bits = (this.version << 12) | rest;
    for (let i = 0; i < 18; i++) {
      const dark = ((bits >> i) & 1) === 1;
      const far = this.size - 11 + (i % 3);
      this.set(far, Math.floor(i / 3), dark);
      this.set(Math.floor(i / 3), far, dark);
    }
  }
}

function isMasked(mask: number, x: number, y: number): boolean {
  const rule = [
    (x + y) % 2,
    y % 2,
    x % 3,
    (x + y) % 3,
    (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
    ((x * y) % 2) + ((x * y) % 3),
    (((x * y) % 2) + ((x * y) % 3)) % 2,
    (((x + y) % 2) + ((x * y) % 3)) % 2,
  ][mask];
  return rule === 0;
}

/** How hard a picture is to read: long runs, blocks, false finders, too much of one colour (the rules of 7.8.3). */
function penalty(picture: readonly boolean[][]): number {
  const size = picture.length;
  const columns = picture.map((_, x) => picture.map((row) => row[x]!));
  let sum = 0;
  for (const line of [...picture, ...columns]) {
    const text = line.map((dark) => (dark ? '1' : '0')).join('');
    for (const [run] of text.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2;
    for (const finder of ['10111010000', '00001011101']) for (let at = text.indexOf(finder); at >= 0; at = text.indexOf(finder, at + 1)) sum += 40;
  }
  for (let y = 1; y < size; y++)
    for (let x = 1; x < size; x++) {
      const dark = picture[y]![x];
      if (dark === picture[y - 1]![x] && dark === picture[y]![x - 1] && dark === picture[y - 1]![x - 1]) sum += 3;
    }
  const share = picture.flat().filter(Boolean).length / (size * size);
  return sum + Math.floor(Math.abs(share * 20 - 10)) * 10;
}

function alignment(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, i) => version * 4 + 10 - (count - 2 - i) * step)];
}

function dataBytes(version: number): number {
  const aligned = Math.floor(version / 7) + 2;
  let modules = (16 * version + 128) * version + 64;
  if (version >= 2) modules -= (25 * aligned - 10) * aligned - 55;
  if (version >= 7) modules -= 36;
  return Math.floor(modules / 8) - correction[version]! * blockCount[version]!;
}

/** Reed–Solomon over GF(2^8 / 0x11D): the divisor's coefficients without the leading one. */
function generator(degree: number): number[] {
  const out = Array<number>(degree).fill(0);
  out[degree - 1] = 1;
  let root = 1;
  for (let i = 0; i < degree; i++) {
    for (let j = 0; j < degree; j++) out[j] = times(out[j]!, root) ^ (out[j + 1] ?? 0);
    root = times(root, 2);
  }
  return out;
}

function remainder(data: readonly number[], divisor: readonly number[]): number[] {
  const out = divisor.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ out.shift()!;
    out.push(0);
    divisor.forEach((coefficient, i) => (out[i]! ^= times(coefficient, factor)));
  }
  return out;
}

function times(a: number, b: number): number {
  let out = 0;
  for (let i = 7; i >= 0; i--) out = ((out << 1) ^ ((out >> 7) * 0x11d)) ^ (((b >> i) & 1) * a);
  return out;
}

function put(bits: number[], value: number, count: number): void {
  for (let i = count - 1; i >= 0; i--) bits.push((value >> i) & 1);
}
