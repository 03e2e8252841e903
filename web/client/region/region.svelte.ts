import { ApiFault } from '../shared/net/api';
import { barOf, loadMe } from '../shared/net/staff';
import type { StaffMe } from '../shared/net/staffWire';

/** How the last thing that was tried went. */
export interface Outcome {
  /** The code of a refusal. */
  fault: string | null;
}

export type RegionStage = 'loading' | 'signIn' | 'offline' | 'open';

/** Who looks at the region's pages. */
export class Region {
  stage = $state<RegionStage>('loading');
  me = $state.raw<StaffMe | null>(null);

  async start(): Promise<void> {
    this.stage = 'loading';
    try {
      this.me = await loadMe();
      this.stage = 'open';
    } catch (error) {
      const bar = barOf(error);
      this.stage = bar === 'denied' ? 'signIn' : bar;
    }
  }

  /** The code of a refusal; a session that has ended leads to the sign-in, from whichever page. */
  faultOf(error: unknown): string {
    if (!(error instanceof ApiFault)) throw error;
    if (barOf(error) === 'signIn') this.stage = 'signIn';
    return error.code;
  }

  /** Does what a page asked for; false when the server refused it, and then the page knows why. */
  async attempt(page: Outcome, deed: () => Promise<void>): Promise<boolean> {
    page.fault = null;
    try {
      await deed();
      return true;
    } catch (error) {
      page.fault = this.faultOf(error);
      return false;
    }
  }
}
