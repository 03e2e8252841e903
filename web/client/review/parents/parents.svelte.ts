import { get } from '../../shared/net/api';
import type { ParentFormState } from '../../shared/net/parentFormWire';
import { attempt } from '../attempt';
import type { Place } from '../address';

/** What the parent of one student answered. */
export class Parents {
  state = $state.raw<ParentFormState | null>(null);
  fault = $state<string | null>(null);
  private readonly address: string;

  constructor({ classId, seat }: Place) {
    this.address = `/api/review/classes/${encodeURIComponent(classId)}/seats/${seat}/parent`;
  }

  async open(): Promise<void> {
    await attempt(this, async () => {
      this.state = await get<ParentFormState>(this.address);
    });
  }
}
