import { ApiFault, post } from '../shared/net/api';
import type { TaskSolutions } from '../shared/net/studentResultWire';

/** `closed`: the window is not over after all; asking again would not help. */
export type SolutionsFault = 'closed' | 'unreached';

/** The solutions of a result's tasks, fetched when they are first unfolded. */
export class SolutionBook {
  solutions = $state.raw<TaskSolutions | null>(null);
  asking = $state(false);
  fault = $state<SolutionsFault | null>(null);

  constructor(private readonly key: () => string) {}

  async load(): Promise<void> {
    if (this.solutions !== null || this.asking) return;
    this.asking = true;
    this.fault = null;
    try {
      this.solutions = await post<TaskSolutions>('/api/result/solutions', { key: this.key().trim() });
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      this.fault = error.code === 'solutions-closed' ? 'closed' : 'unreached';
    }
    this.asking = false;
  }
}
