import { get } from '../shared/net/api';

/** Whoever knows what a refusal means for the whole page. */
interface FaultTaker {
  faultOf(error: unknown): string;
}

/** One answer of the server that a screen shows: on its way, there, or refused with a reason. */
export class Reading<T> {
  value = $state.raw<T | null>(null);
  fault = $state<string | null>(null);

  constructor(
    private readonly staff: FaultTaker,
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
