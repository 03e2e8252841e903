import { get } from '../shared/net/api';
import type { AccessReport } from '../shared/net/resultsWire';
import type { Staff } from './staff.svelte';

/** The access report of one school, and what of its lines has been read. */
export class AccessBook {
  report = $state.raw<AccessReport | null>(null);
  fault = $state<string | null>(null);
  reading = $state(false);
  private school = '';

  constructor(private readonly staff: Staff) {}

  async open(school: string, fromMs: number, toMs: number): Promise<void> {
    this.school = school;
    this.report = null;
    await this.read(async () => {
      this.report = await get<AccessReport>(this.path(fromMs, toMs));
    });
  }

  /** The next lines beneath those that are there. */
  async more(): Promise<void> {
    const { report } = this;
    if (report === null || report.before === null) return;
    await this.read(async () => {
      const next = await get<AccessReport>(`${this.path(report.fromMs, report.toMs)}&before=${report.before}`);
      this.report = { ...report, lines: [...report.lines, ...next.lines], before: next.before };
    });
  }

  /** Every line, for a file. False when the server did not give them all. */
  async all(): Promise<boolean> {
    while (this.report !== null && this.report.before !== null && this.fault === null) await this.more();
    return this.report !== null && this.fault === null;
  }

  private path(fromMs: number, toMs: number): string {
    return `/api/staff/access/${encodeURIComponent(this.school)}?from=${fromMs}&to=${toMs}`;
  }

  private async read(reading: () => Promise<void>): Promise<void> {
    this.fault = null;
    this.reading = true;
    try {
      await reading();
    } catch (error) {
      this.fault = this.staff.faultOf(error);
    }
    this.reading = false;
  }
}
