import { ApiFault, post } from '../net/api';
import type { SlipReply } from '../net/wire';
import { readTyped } from './lines';
import { readPart, ScannedParts } from './parts';

const refusals = ['damaged', 'version', 'foreign', 'unknown', 'late', 'gap', 'invalid', 'closed', 'full'] as const;
export type IntakeFault = (typeof refusals)[number] | 'many' | 'offline' | 'busy';

/** Above it no text is a slip. */
const largestFile = 200_000;

/** Taking one slip in: scanned, typed, pasted or from a file. */
export class Intake {
  typed = $state('');
  isTaking = $state(false);
  reply = $state.raw<SlipReply | null>(null);
  fault = $state<IntakeFault | null>(null);
  /** Seconds to wait after too many tries. */
  waitSeconds = $state(0);
  /** Codes that were scanned so far, while some are missing. */
  parts = $state.raw<{ have: number; of: number } | null>(null);
  isMissing = $state(false);
  fileFailed = $state(false);
  readonly reading = $derived(readTyped(this.typed));
  private readonly scanned = new ScannedParts(() => localStorage);
  private held: string | null = null;

  /** What stood behind the hash of a scanned address. */
  async scan(fragment: string): Promise<void> {
    const part = readPart(fragment);
    if (part === null) {
      this.fault = 'damaged';
      return;
    }
    const { have, of, slip } = this.scanned.add(part);
    if (slip === null) this.parts = { have: have.length, of };
    else await this.take(slip);
  }

  async open(file: File): Promise<void> {
    this.fileFailed = file.size > largestFile;
    if (this.fileFailed) return;
    this.edit(await file.text());
  }

  edit(typed: string): void {
    this.typed = typed;
    this.isMissing = false;
    this.fault = null;
    this.held = null;
  }

  async submit(): Promise<void> {
    const slip = this.held ?? this.reading.slip;
    this.isMissing = slip === null;
    if (slip !== null) await this.take(slip);
  }

  again(): void {
    this.edit('');
    this.reply = null;
  }

  private async take(slip: string): Promise<void> {
    this.isTaking = true;
    this.fault = null;
    this.parts = null;
    this.held = slip;
    try {
      this.reply = await post<SlipReply>('/api/slip', { slip });
      this.held = null;
      this.scanned.forget();
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      this.refuse(error);
    } finally {
      this.isTaking = false;
    }
  }

  private refuse(error: ApiFault): void {
    this.waitSeconds = Math.ceil((error.retryAfterMs ?? 30_000) / 1000);
    const told = refusals.find((fault) => error.code === `slip-${fault}`);
    if (told !== undefined) {
      this.fault = told;
      // Trying the same again cannot help.
      this.held = null;
      this.scanned.forget();
    } else if (error.status === 429) this.fault = 'many';
    else if (error.status === 0) this.fault = 'offline';
    else this.fault = error.passing ? 'busy' : 'damaged';
  }
}
