import { ApiFault, get } from '../../shared/net/api';

/** One reading of a part of the page: what came, or why it did not. */
export class Loaded<T> {
  value = $state.raw<T | null>(null);
  /** A code; null while nothing failed. */
  fault = $state<string | null>(null);

  constructor(private readonly path: string) {}

  async load(): Promise<void> {
    this.fault = null;
    try {
      this.value = await get<T>(this.path);
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      this.fault = error.code;
    }
  }
}
