import { get } from '../../shared/net/api';
import { staffPost } from '../../shared/net/staff';
import type { ReportPage } from '../../shared/net/yearReportWire';
import type { Region } from '../region.svelte';
import { textOf } from './words';

/** The yearly report of the own place as it is now. Whatever is done answers with the code of a refusal, or null. */
export class Report {
  page = $state.raw<ReportPage | null>(null);
  fault = $state<string | null>(null);

  /** Of the campaign that is asked for; null: the newest. */
  private year: number | null = null;

  constructor(private readonly region: Region) {}

  /** Another year: nothing of the one before stands there meanwhile. */
  async turnTo(year: number | null): Promise<void> {
    [this.year, this.page] = [year, null];
    await this.load();
  }

  async load(): Promise<void> {
    const asked = this.year;
    this.fault = null;
    try {
      const page = await get<ReportPage>(asked === null ? '/api/report' : `/api/report?year=${asked}`);
      if (asked === this.year) this.page = page;
    } catch (error) {
      if (asked === this.year) this.fault = this.region.faultOf(error);
    }
  }

  /** Another text of a paragraph; null: what the rules wrote, and of an own paragraph none. `was` is what people had written there when it was opened. */
  words(paragraph: string, section: string, text: string | null, was: string | null): Promise<string | null> {
    return this.change('/api/report/words', { paragraph, section, text, was });
  }

  leaveOut(section: string, isLeftOut: boolean): Promise<string | null> {
    return this.change('/api/report/section', { section, isLeftOut });
  }

  /** Lays what was written over the newer draft. */
  renew(): Promise<string | null> {
    return this.change('/api/report/renew', {}, this.page?.newer?.stamp);
  }

  /** What people have written in a paragraph; null where they have not. */
  writtenIn(paragraph: string): string | null {
    const found = this.page?.report?.sections.flatMap((section) => section.paragraphs).find(({ id }) => id === paragraph);
    return found === undefined || found.origin === 'drafted' ? null : textOf(found);
  }

  private async change(path: string, body: object, stamp = this.page?.stamp): Promise<string | null> {
    const asked = this.year;
    try {
      const page = await staffPost<ReportPage>(path, { ...body, year: this.page?.year, stamp });
      if (asked === this.year) this.page = page;
      return null;
    } catch (error) {
      return this.region.faultOf(error);
    }
  }
}
