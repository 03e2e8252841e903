import { get } from '../shared/net/api';
import type { LogEntry, People } from '../shared/net/staffWire';
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
  names = $state.raw<ReadonlyMap<string, string>>(new Map());

  constructor(private readonly staff: Staff) {}

  async start(): Promise<void> {
    await Promise.all([this.more(), this.readNames()]);
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

  /** Whose account an entry is about; without it the entry tells the kind only. */
  private async readNames(): Promise<void> {
    if (!(this.staff.me?.acts.includes('keepStaff') ?? false)) return;
    try {
      const { people } = await get<People>('/api/staff/people');
      this.names = new Map(people.map((one) => [one.id, one.name]));
    } catch (error) {
      this.staff.faultOf(error);
    }
  }
}
