/** A day as the store has it, 2026-11-22, or a year alone; null for anything else. Times of a day are left out. */
export function readDay(text: string): string | null {
  const plain = text.trim();
  if (/^\d{4}$/.test(plain)) return plain;
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(plain) ?? [];
  if (year !== undefined) return sound(year, month!, day!);
  const [, d, m, y] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})(?:[ ,].*)?$/.exec(plain) ?? [];
  return y === undefined ? null : sound(y, m!.padStart(2, '0'), d!.padStart(2, '0'));
}

/** As it is told: 22.11.2026, or the year. */
export function dayTold(heldOn: string): string {
  return heldOn.length === 4 ? heldOn : heldOn.split('-').reverse().join('.');
}

/** Whether it has been: nobody answered tomorrow. */
export function hasBeen(heldOn: string, today: string): boolean {
  return heldOn >= '1990' && heldOn <= (heldOn.length === 4 ? today.slice(0, 4) : today);
}

function sound(year: string, month: string, day: string): string | null {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) ? `${year}-${month}-${day}` : null;
}
