/** What was read is no portfolio: anybody may have written it. */
export class Malformed extends Error {}

type Read<T> = (value: unknown) => T;

function refuse(): never {
  throw new Malformed();
}

/** Members by name, own ones alone: what stands in a file lends nothing to objects of this page. */
export function members(value: unknown): (name: string) => unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse();
  return (name) => (Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined);
}

/** Letters that steer how others are shown (control signs, changes of direction) are left out: a name must not rewrite the line it stands in. */
export function plain(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, (sign) => (sign === '\n' ? sign : ''));
}

export function text(most: number): Read<string> {
  return (value) => (typeof value === 'string' && value.length <= most ? plain(value) : refuse());
}

export function list<T>(most: number, read: Read<T>): Read<T[]> {
  return (value) => (Array.isArray(value) && value.length <= most ? value.map(read) : refuse());
}

export function whole(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 100_000 ? value : refuse();
}

export function yes(value: unknown): boolean {
  return typeof value === 'boolean' ? value : refuse();
}

/** A moment of the server's hand: 2026-11-12T05:00Z. */
export function moment(value: unknown): number {
  const ms = typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(ms) ? refuse() : ms;
}

export function oneOf<T extends string>(...words: readonly T[]): Read<T> {
  return (value) => words.find((word) => word === value) ?? refuse();
}

/** Left out by the server where there is none. */
export function maybe<T>(read: Read<T>): Read<T | null> {
  return (value) => (value === undefined || value === null ? null : read(value));
}

/** What `read` makes of JSON; null where it is none, or says something else. */
export function readJson<T>(json: string, read: Read<T>): T | null {
  try {
    return read(JSON.parse(json));
  } catch (fault) {
    if (fault instanceof Malformed || fault instanceof SyntaxError) return null;
    throw fault;
  }
}
