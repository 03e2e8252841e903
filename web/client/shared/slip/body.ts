import { sectionStart, type AnswerEntry } from '../net/wire';

/** What a device has not got home. */
export interface Unsent {
  epoch: number;
  /** Number of the first entry. */
  first: number;
  answers: readonly AnswerEntry[];
  /** The student has finished. */
  finishes: boolean;
}

const emptyKind = 10;
const startKind = 11;
const textKind = 12;
const pairKind = 13;
const pair = /^(\d)>(\d)$/;

/** The inside of a slip: engine/Slips/README.md. */
export function packBody(pass: Uint8Array, unsent: Unsent): Uint8Array<ArrayBuffer> {
  const out: number[] = [...pass, unsent.finishes ? 1 : 0];
  putNumber(out, unsent.epoch);
  putNumber(out, unsent.first);
  putNumber(out, unsent.answers.length);
  let before: AnswerEntry = { q: -1, v: '', d: 0 };
  for (const entry of unsent.answers) {
    putEntry(out, before, entry);
    before = entry;
  }
  return Uint8Array.from(out);
}

function putEntry(out: number[], before: AnswerEntry, entry: AnswerEntry): void {
  const jump = entry.q - before.q - 1;
  const time = zigzag(entry.d - before.d);
  const kind = kindOf(entry.v);
  out.push((kind << 4) | (jump === 0 ? 8 : 0) | (time % 8));
  if (jump !== 0) putNumber(out, zigzag(jump));
  putNumber(out, Math.floor(time / 8));
  if (kind === textKind) {
    const text = new TextEncoder().encode(entry.v);
    putNumber(out, text.length);
    out.push(...text);
  } else if (kind === pairKind) {
    const [, first, second] = pair.exec(entry.v)!;
    out.push(Number(first) * 16 + Number(second));
  }
}

function kindOf(value: string): number {
  if (/^\d$/.test(value)) return Number(value);
  if (value === '') return emptyKind;
  if (pair.test(value)) return pairKind;
  return value === sectionStart ? startKind : textKind;
}

/** Above 2^31, so without shifts. */
function zigzag(step: number): number {
  return step < 0 ? -step * 2 - 1 : step * 2;
}

function putNumber(out: number[], n: number): void {
  for (; n > 127; n = Math.floor(n / 128)) out.push((n % 128) + 128);
  out.push(n);
}
