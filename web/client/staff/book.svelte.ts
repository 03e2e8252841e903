import type { Staff } from './staff.svelte';

/** A screen that reads one thing after another: what was wrong with the newest reading, and the way to try it again. */
export abstract class Book {
  fault = $state<string | null>(null);
  private last: () => Promise<void> = () => this.start();

  constructor(protected readonly staff: Staff) {}

  abstract start(): Promise<void>;

  again(): Promise<void> {
    return this.last();
  }

  protected async read(reading: () => Promise<void>): Promise<void> {
    this.last = () => this.read(reading);
    this.fault = null;
    try {
      await reading();
    } catch (error) {
      this.fault = this.staff.faultOf(error);
    }
  }
}
