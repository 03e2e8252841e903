import { get } from '../shared/net/api';
import type { LogEntry } from '../shared/net/staffWire';
import type { Staff } from './staff.svelte';

/** The log as far as it has been read, newest first. */
export class Journal {
  entries = $state.raw<readonly LogEntry[]>([]);
  state = $state<'reading' | 'ready' | 'fault'>('reading');
  fault = $state('');
  /** How many the last reading brought. */
  added = $state(0);
  /** Nothing earlier is there. */
  complete = $state(false);

  constructor(private readonly staff: Staff) {}

  async start(): Promise<void> {
    await this.more();
  }

  async more(): Promise<void> {
    this.state = 'reading';
    const last = this.entries.at(-1)?.number;
    try {
      const next = await get<LogEntry[]>(`/api/staff/audit${last === undefined ? '' : `?before=${last}`}`);
      this.entries = [...this.entries, ...next];
      this.added = last === undefined ? 0 : next.length;
      this.complete = next.length === 0 || next.at(-1)!.number <= 1;
      this.state = 'ready';
    } catch (error) {
      this.fault = this.staff.faultOf(error);
      this.state = 'fault';
    }
  }
}
