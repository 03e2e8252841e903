import { ApiFault } from '../../shared/net/api';

/** `changed`: somebody else wrote or signed meanwhile, and nothing is saved until one has chosen. */
export type DraftStage = 'none' | 'waiting' | 'saving' | 'saved' | 'changed' | 'failed';

/** So long after the last key a draft is saved. */
export const pauseMs = 1_500;

/** Saves what is typed, sealed, one request at a time; what is typed meanwhile goes with the next. */
export class DraftKeeper {
  stage = $state<DraftStage>('none');
  /** Of the newest failure; null when it worked. */
  fault = $state<string | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isDue = false;
  private running: Promise<void> | null = null;

  constructor(
    /** Of the newest one; 0 without. */
    public revision: number,
    /** Seals and hands in what is typed now, as that revision; 409 where somebody else was quicker. */
    private readonly send: (revision: number) => Promise<void>,
    private readonly onsaved: () => void,
    private readonly onchanged: () => Promise<void>,
  ) {}

  /** Something was typed. */
  touch(): void {
    if (this.stage === 'changed') return;
    this.isDue = true;
    this.stage = 'waiting';
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), pauseMs);
  }

  /** Saves at once what is not saved yet; afterwards nothing is under way. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    if (this.running !== null) await this.running;
    if (!this.isDue || this.stage === 'changed') return;
    this.running = this.save();
    await this.running;
    this.running = null;
  }

  /** Nothing more is saved; what was typed last has had its time. */
  stop(): void {
    clearTimeout(this.timer);
    this.isDue = false;
  }

  private async save(): Promise<void> {
    this.isDue = false;
    this.stage = 'saving';
    try {
      await this.send(this.revision + 1);
      this.revision += 1;
      this.fault = null;
      this.stage = this.isDue ? 'waiting' : 'saved';
      if (!this.isDue) this.onsaved();
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      this.fault = error.code;
      this.stage = error.status === 409 ? 'changed' : 'failed';
      if (this.stage === 'changed') await this.onchanged();
    }
  }
}
