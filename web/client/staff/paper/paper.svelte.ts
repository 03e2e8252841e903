import { get } from '../../shared/net/api';
import type { PaperLook, PaperReply, PaperRequest } from '../../shared/net/paperWire';
import { staffPost } from '../../shared/net/staff';
import type { BatteryPackage } from '../../shared/net/wire';
import type { Staff } from '../staff.svelte';
import { keepKeying, keptKeying, wipeKeying, type KeptKeying } from './keep';
import { again, bareCode, begin, codeIn, emptyToEnd, isDone, itemsOf, press, printedOf, type KeyedItem, type Keying, type Pressed } from './keying';

/** `keys` goes through items, `check` reads them back, `contradicts` asks about the screen; the last three are ends. */
export type PaperStage = 'code' | 'consent' | 'keys' | 'check' | 'contradicts' | 'waits' | 'merged' | 'declined';

/** One form on its way from paper to the session. */
export class Paper {
  stage = $state<PaperStage>('code');
  look = $state.raw<PaperLook | null>(null);
  items = $state.raw<readonly KeyedItem[]>([]);
  keying = $state.raw<Keying>(begin([]));
  agrees = $state<boolean | null>(null);
  fault = $state<string | null>(null);
  busy = $state(false);
  /** What the first keying has where this one differs, by item; null while nothing is settled. */
  first = $state.raw<ReadonlyMap<number, string> | null>(null);
  agreesDiffers = $state(false);
  contradictions = $state.raw<readonly number[]>([]);
  fromPaper = $state.raw<readonly number[]>([]);
  merged = $state(0);
  isVerified = false;
  private code = '';
  private word = '';
  private settled: number[] = [];
  private agreesSettled = false;
  private seen: number[] = [];
  /** Writes one after the other, and of those that wait only the last one typed: a slow disk is never more than one write behind. */
  private keeping: Promise<void> = Promise.resolve();
  private newest: KeptKeying | null = null;

  constructor(
    private readonly staff: Staff,
    private readonly account: string,
  ) {}

  /** Goes on with what was being keyed when the page was closed. */
  async resume(): Promise<void> {
    const kept = await keptKeying(this.account);
    if (kept !== null) await this.open(kept.code);
  }

  /** What was keyed of this form before, also when it could not be opened in between. */
  private restore(kept: KeptKeying | null): void {
    if (kept === null || bareCode(kept.code) !== bareCode(this.code) || kept.keying.answers.length !== this.items.length) return;
    this.word = kept.word;
    this.agrees = kept.agrees;
    this.keying = kept.keying;
    this.stage = isDone(kept.keying) || kept.agrees === false ? 'check' : 'keys';
  }

  async open(typed: string): Promise<boolean> {
    this.busy = true;
    const code = codeIn(typed);
    this.fault = await this.staff.act(async () => {
      const look = await staffPost<PaperLook>('/api/staff/paper/look', { code });
      const content = await get<BatteryPackage>(`/api/package/${look.packageHash}.json`);
      this.look = look;
      this.items = itemsOf(content);
      this.keying = begin(this.items);
      this.agrees = null;
      [this.code, this.word] = [code, crypto.randomUUID()];
      [this.settled, this.agreesSettled, this.seen, this.first, this.fromPaper] = [[], false, [], null, []];
      this.stage = 'consent';
      this.restore(await keptKeying(this.account));
    });
    this.busy = false;
    return this.fault === null;
  }

  /** What is marked above the answers; a refusal has none. */
  decide(agrees: boolean | null): void {
    this.agrees = agrees;
    if (this.agreesDiffers) [this.agreesDiffers, this.agreesSettled] = [false, true];
    this.stage = agrees === false || isDone(this.keying) ? 'check' : 'keys';
    this.keep();
  }

  press(key: string): Pressed['kind'] {
    const { keying, kind } = press(this.items, this.keying, key);
    this.go(keying);
    return kind;
  }

  emptyToEnd(): void {
    this.go(emptyToEnd(this.items, this.keying));
  }

  /** Back to one item, from the table. */
  goTo(at: number): void {
    this.keying = again({ ...this.keying, order: printedOf(this.items) }, [at]);
    this.stage = 'keys';
  }

  /** `verified`: keyed once and read back. */
  async send(verified: boolean): Promise<void> {
    this.busy = true;
    this.isVerified = verified;
    this.fault = await this.staff.act(async () => {
      const request: PaperRequest = {
        code: this.code,
        keying: this.word,
        agrees: this.agrees,
        answers: this.agrees === false ? [] : this.keying.answers.map((value) => value ?? ''),
        settled: this.settled,
        agreesSettled: this.agreesSettled,
        seen: this.seen,
        fromPaper: [...this.fromPaper],
        verified,
      };
      await this.hear(await staffPost<PaperReply>('/api/staff/paper', request));
    });
    this.busy = false;
  }

  choose(at: number, paper: boolean): void {
    this.fromPaper = paper ? [...this.fromPaper.filter((one) => one !== at), at] : this.fromPaper.filter((one) => one !== at);
  }

  async next(): Promise<void> {
    await this.forget();
    this.look = null;
    this.stage = 'code';
  }

  private async hear(reply: PaperReply): Promise<void> {
    switch (reply.kind) {
      case 'differs': {
        const items = reply.differences.map((one) => one.item);
        this.settled = [...new Set([...this.settled, ...items])];
        this.first = new Map(reply.differences.map((one) => [one.item, one.first]));
        this.agreesDiffers = reply.agreesDiffers;
        if (items.length > 0) this.keying = again(this.keying, items);
        this.stage = reply.agreesDiffers ? 'consent' : 'keys';
        break;
      }
      case 'contradicts':
        this.contradictions = reply.items;
        this.seen = reply.items;
        this.stage = 'contradicts';
        break;
      case 'merged':
        this.merged = reply.answers;
        await this.forget();
        this.stage = 'merged';
        break;
      case 'waits':
      case 'declined':
        await this.forget();
        this.stage = reply.kind;
    }
  }

  private go(keying: Keying): void {
    this.keying = keying;
    if (isDone(keying)) this.stage = 'check';
    this.keep();
  }

  private keep(): void {
    const kept = { account: this.account, code: this.code, word: this.word, agrees: this.agrees, keying: this.keying };
    this.newest = kept;
    this.keeping = this.keeping.then(() => (this.newest === kept ? keepKeying(kept) : undefined)).catch(() => undefined);
  }

  private async forget(): Promise<void> {
    await this.keeping;
    await wipeKeying();
  }
}
