import type { ToldMessage } from '../shared/net/wire';

const heardKey = 'heard';

/** A message, and the position of the item that was on the screen when it came. */
export type SaidMessage = ToldMessage & { at: number };

/** What the teacher says to one student. What was put away is not shown again, after a reload neither. */
export class Messages {
  /** Not put away yet. */
  said = $state.raw<readonly SaidMessage[]>([]);
  private heardUpTo = Number(sessionStorage.getItem(heardKey));

  hear(messages: readonly ToldMessage[], position: number): void {
    const fresh = messages.filter(({ n }) => n > this.heardUpTo);
    if (fresh.length === 0) return;
    this.heardUpTo = Math.max(...fresh.map(({ n }) => n));
    this.said = [...this.said, ...fresh.map((one) => ({ ...one, at: position }))];
  }

  /** «Понятно». */
  putAway(): void {
    sessionStorage.setItem(heardKey, String(this.heardUpTo));
    this.said = [];
  }

  /** Somebody else sits down: what was said to the one before is not theirs. */
  forget(): void {
    this.heardUpTo = 0;
    this.said = [];
    sessionStorage.removeItem(heardKey);
  }
}
