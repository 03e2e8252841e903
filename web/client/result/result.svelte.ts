import { ApiFault, post } from '../shared/net/api';
import { longestOpener } from '../shared/net/decoded';
import type { StudentResult } from '../shared/net/studentResultWire';

export type ResultFault = 'empty' | 'result-unknown' | 'result-withdrawn' | 'too-many-attempts' | 'offline';

/** A result, opened by its key. */
export class ResultDesk {
  result = $state.raw<StudentResult | null>(null);
  asking = $state(false);
  fault = $state<ResultFault | null>(null);

  async open(key: string): Promise<void> {
    const trimmed = key.trim();
    this.fault = trimmed === '' ? 'empty' : trimmed.length > longestOpener ? 'result-unknown' : null;
    if (this.fault !== null) return;
    this.asking = true;
    try {
      this.result = await post<StudentResult>('/api/result', { key: trimmed });
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      this.fault = error.code === 'result-withdrawn' ? 'result-withdrawn' : error.status === 429 ? 'too-many-attempts' : error.status === 404 || error.status === 400 ? 'result-unknown' : 'offline';
    }
    this.asking = false;
  }
}
