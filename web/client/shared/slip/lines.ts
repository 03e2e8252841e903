import { bareSymbols, bytesOf, checkOf, numberSymbols } from './symbols';

/** Groups of five, four to a line. */
const group = 5;
const perLine = 4 * group;
/** Version, server, length: what must be there to know how many lines there are. */
const lengthAt = 5;

/** A slip as lines to read out and to type: groups, and behind them the line's check symbol. */
export function linesOf(slip: string): string[] {
  return chunks(slip, perLine).map((line, index) => `${chunks(line, group).join(' ')} ${check(index + 1, line)}`);
}

/** The same as a text to copy or to save: every line with its number. */
export function textOf(title: string, slip: string): string {
  return `${title}\n\n${linesOf(slip).map((line, index) => `${index + 1}: ${line}`).join('\n')}\n`;
}

export interface TypedSlip {
  /** Lines that are right. */
  right: number;
  /** Lines it has altogether; null until the first is right. */
  total: number | null;
  faults: LineFault[];
  /** The whole slip, once every line is right. */
  slip: string | null;
}

export interface LineFault {
  line: number;
  /** `skipped`: what stands here is a later line. */
  kind: 'wrong' | 'short' | 'skipped';
}

/** Reads what was typed so far, line by line: a mistake is found in its line. */
export function readTyped(typed: string): TypedSlip {
  const lines = numbered(typed);
  const slip: string[] = [];
  const faults: LineFault[] = [];
  const newest = Math.max(...lines.map((one) => one.number));
  const first = lines.find((one) => one.number === 1)?.text ?? '';
  const total = adds(1, first) ? totalOf(first.slice(0, -1)) : null;
  for (const [at, { number, text }] of lines.entries()) {
    // Only the last line of all may be short: a part of a line can add up by chance.
    const isWhole = text.length === perLine + 1 || (text.length <= perLine && number === total);
    if (isWhole && adds(number, text)) slip[number - 1] = text.slice(0, -1);
    else if (text.length <= perLine && number === newest) faults.push({ line: number, kind: 'short' });
    else faults.push({ line: number, kind: isLater(number, text) && !isInPlace(lines[at + 1]) ? 'skipped' : 'wrong' });
  }
  const right = slip.filter((line) => line !== undefined).length;
  const isWhole = total !== null && faults.length === 0 && right === total && slip.length === total;
  return { right, total, faults, slip: isWhole ? slip.join('') : null };
}

/** Numbers that were copied along are taken by their word; a heading without one falls out. */
function numbered(typed: string): { number: number; text: string }[] {
  const raw = typed.split(/\r?\n/).filter((line) => line.trim() !== '');
  const marked = raw.map((line) => /^\s*(\d{1,3})\s*[:.)]\s*(.*)$/u.exec(line)).filter((match) => match !== null);
  return marked.length > 0
    ? marked.map((match) => ({ number: Number(match[1]), text: bareSymbols(match[2]!) }))
    : raw.map((line, index) => ({ number: index + 1, text: bareSymbols(line) }));
}

/** A wrong line adds up as a later one by chance, one in ten: the line behind it tells whether any was left out. */
function isInPlace(next: { number: number; text: string } | undefined): boolean {
  return next !== undefined && adds(next.number, next.text);
}

function isLater(number: number, text: string): boolean {
  return [1, 2, 3].some((step) => adds(number + step, text));
}

function adds(number: number, text: string): boolean {
  return text.length > 1 && !text.includes('?') && check(number, text.slice(0, -1)) === text.at(-1);
}

/** A slip says its own length in its first line. */
function totalOf(first: string): number | null {
  const bytes = bytesOf(first);
  if (bytes.length < lengthAt + 2) return null;
  return Math.ceil(Math.ceil((((bytes[lengthAt]! << 8) | bytes[lengthAt + 1]!) * 8) / 5) / perLine);
}

function check(number: number, line: string): string {
  return checkOf(numberSymbols(number) + line);
}

function chunks(text: string, size: number): string[] {
  return text.match(new RegExp(`.{1,${size}}`, 'gu')) ?? [];
}
