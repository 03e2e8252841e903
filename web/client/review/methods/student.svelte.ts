import { get } from '../../shared/net/api';
import type { StudentSheet } from '../../shared/net/methodsWire';
import type { Place } from '../address';
import { attempt } from '../attempt';

/** One method of one student: its days side by side. */
export interface StudentMethod {
  id: string;
  title: string;
  days: readonly StudentSheet[];
  scales: readonly string[];
  hasVersions: boolean;
}

/** What stands of one student by the school's own methods. */
export class StudentSheets {
  sheets = $state.raw<readonly StudentSheet[] | null>(null);
  fault = $state<string | null>(null);
  private readonly address: string;

  constructor({ classId, seat }: Place) {
    this.address = `/api/review/classes/${encodeURIComponent(classId)}/seats/${seat}/methods`;
  }

  get methods(): readonly StudentMethod[] {
    const all = this.sheets ?? [];
    return [...new Set(all.map(({ methodId }) => methodId))].map((id) => {
      const days = all.filter(({ methodId }) => methodId === id);
      return {
        id, days, title: days.at(-1)!.title,
        scales: [...new Set(days.flatMap(({ scores }) => scores.map(({ scale }) => scale)))],
        hasVersions: new Set(days.map(({ version }) => version)).size > 1,
      };
    });
  }

  async open(): Promise<void> {
    await attempt(this, async () => {
      this.sheets = await get<StudentSheet[]>(this.address);
    });
  }
}
