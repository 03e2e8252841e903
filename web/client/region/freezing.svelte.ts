import { tick } from 'svelte';
import type { OwnerProof } from '../shared/net/staffWire';
import { proofFault, proofOf } from '../staff/words';

/** What is frozen, and what comes of it. */
export interface FreezeDeed {
  /** How whoever freezes proves it once more. */
  proof: () => OwnerProof;
  /** Sends what was looked at; answers with the words that say it is done. */
  send: (proof: ReturnType<typeof proofOf>) => Promise<string>;
  /** The code of a refusal. */
  faultOf: (error: unknown) => string;
  refused?: (fault: string) => Promise<void> | void;
  frozen?: () => void;
}

/** What is frozen stays: a dialog says what it means, and who does it proves it once more. */
export class Freezing {
  open = $state(false);
  busy = $state(false);
  typed = $state('');
  fault = $state<string | null>(null);
  done = $state('');
  /** Where the proof is typed. */
  field = $state<{ focus: () => void }>();
  /** Where it is said that it is done. */
  doneLine = $state<HTMLElement>();

  constructor(private readonly deed: FreezeDeed) {}

  get proof(): OwnerProof {
    return this.deed.proof();
  }

  async freeze(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.fault = proofFault(this.proof, this.typed);
    if (this.fault === null) {
      try {
        this.done = await this.deed.send(proofOf(this.proof, this.typed));
      } catch (error) {
        this.fault = this.deed.faultOf(error);
        await this.deed.refused?.(this.fault);
      }
    }
    this.busy = false;
    this.typed = '';
    if (this.fault !== null) return this.field?.focus();
    this.open = false;
    this.deed.frozen?.();
    await tick();
    this.doneLine?.focus();
  }

  close(): void {
    [this.open, this.fault, this.typed] = [false, null, ''];
  }
}
