import { get } from '../shared/net/api';
import type { Staff } from './staff.svelte';

/** One answer of the server that a screen shows: on its way, there, or refused with a reason. */
export class Reading<T> {
  value = $state.raw<T | null>(null);
  fault = $state<string | null>(null);

  constructor(
    private readonly staff: Staff,
    private readonly path: string,
  ) {}

  /** What was there stays until the new answer has come. */
  async load(): Promise<void> {
    this.fault = null;
    try {
      this.value = await get<T>(this.path);
    } catch (error) {
      this.fault = this.staff.faultOf(error);
    }
  }
}
