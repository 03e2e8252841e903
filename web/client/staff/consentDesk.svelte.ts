import { staffPost } from '../shared/net/staff';
import type { ConsentRoom, Party } from '../shared/net/consentWire';
import { Reading } from './reading.svelte';
import type { Staff } from './staff.svelte';

export type RoomDone = { kind: 'recorded'; seats: number } | { kind: 'closed' } | { kind: 'erased' };

/** One class's registry, and what is written into it. */
export class ConsentDesk {
  readonly room: Reading<ConsentRoom>;
  /** Seats marked for recording. */
  marked = $state.raw<ReadonlySet<number>>(new Set());
  done = $state<RoomDone | null>(null);
  private readonly address: string;

  constructor(
    private readonly staff: Staff,
    id: string,
  ) {
    this.address = `/api/consent/classes/${encodeURIComponent(id)}`;
    this.room = new Reading<ConsentRoom>(staff, this.address);
  }

  /** In the order of seats. */
  get seats(): number[] {
    return [...this.marked].sort((a, b) => a - b);
  }

  mark(seat: number, on: boolean): void {
    const next = new Set(this.marked);
    if (on) next.add(seat);
    else next.delete(seat);
    this.marked = next;
  }

  /** Every seat of a student that still has data; spare ones are marked one by one. */
  markAll(): void {
    this.marked = new Set((this.room.value?.seats ?? []).filter((one) => !one.spare && one.state !== 'expired').map((one) => one.seat));
  }

  markNone(): void {
    this.marked = new Set();
  }

  async record(party: Party, agree: boolean): Promise<string | null> {
    return this.step(async () => {
      const { recorded } = await staffPost<{ recorded: number }>(`${this.address}/record`, { seats: this.seats, party, agree });
      this.markNone();
      return { kind: 'recorded', seats: recorded };
    });
  }

  async close(request: string): Promise<string | null> {
    return this.step(async () => {
      await staffPost(`${this.address}/close`, { request });
      return { kind: 'closed' };
    });
  }

  async erase(request: string): Promise<string | null> {
    return this.step(async () => {
      await staffPost(`${this.address}/erase`, { request });
      return { kind: 'erased' };
    });
  }

  /** Null when it worked, otherwise the code for the words. */
  private async step(deed: () => Promise<RoomDone>): Promise<string | null> {
    this.done = null;
    let done: RoomDone | null = null;
    const fault = await this.staff.act(async () => (done = await deed()));
    if (fault !== null) return fault;
    await this.room.load();
    this.done = done;
    return null;
  }
}
