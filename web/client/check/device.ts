const idKey = 'checkDevice';
const numberKey = 'checkNumber';

/** A random name for checks alone: a note must not lead to the session of whoever sat here. */
export function checkDevice(): string {
  return kept(idKey) ?? keep(idKey, Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(''));
}

/** What was typed here last; a computer keeps its number. */
export function lastNumber(): string {
  return kept(numberKey) ?? '';
}

export function keepNumber(number: number): void {
  keep(numberKey, String(number));
}

/** 1–99, or null. */
export function readNumber(typed: string): number | null {
  const text = typed.trim();
  return /^[1-9]\d?$/.test(text) ? Number(text) : null;
}

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): string {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A private window may forbid it: the device is then a new one at its next check.
  }
  return value;
}
