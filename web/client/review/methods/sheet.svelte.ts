import { ApiFault, get } from '../../shared/net/api';
import { sheetsDoor, type Answer, type ClassSheets, type KeyingOutcome, type MethodView, type SheetView } from '../../shared/net/methodsWire';
import { staffPost } from '../../shared/net/staff';
import { attempt } from '../attempt';
import { beginTyping, isTyped, typeKey, type Typing } from './keying';

/** So long until what the link lost is sent again. */
export const againMs = 5_000;

/** A class by one method: its sheets, and the one that is being keyed. */
export class SheetRoom {
  room = $state.raw<ClassSheets | null>(null);
  fault = $state<string | null>(null);
  seat = $state(0);
  heldOn = $state('');
  typing = $state.raw<Typing>({ answers: [], at: 0, draft: '' });
  isReadBack = $state(false);
  /** Where two keyings differ, with what the first has; null while nothing was compared. */
  differences = $state.raw<ReadonlyMap<number, Answer> | null>(null);
  settled = $state.raw<ReadonlySet<number>>(new Set());
  /** What became of the last sheet that was sent. */
  outcome = $state<KeyingOutcome['kind'] | null>(null);
  sending = $state(false);
  /** The link was lost: it is sent again by itself. */
  waits = $state(false);
  /** What would lose what was typed, until somebody said that it may. */
  asked = $state.raw<(() => void) | null>(null);
  private keying = '';
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly classId: string,
    public method: MethodView,
  ) {}

  get hasUnsaved(): boolean {
    return this.seat > 0 && this.typing.answers.some((answer) => answer !== undefined);
  }

  /** Of the seat and day that are keyed: whether a first keying waits for this one. */
  get isSecond(): boolean {
    return this.sheetAt(this.seat)?.way === 'once';
  }

  get isReady(): boolean {
    return this.heldOn !== '' && isTyped(this.typing) && this.typing.answers.some((answer) => answer != null)
      && (this.differences === null || [...this.differences.keys()].every((item) => this.settled.has(item)));
  }

  sheetAt(seat: number): ClassSheets['sheets'][number] | undefined {
    return this.room?.sheets.find((sheet) => sheet.seat === seat && sheet.heldOn === this.heldOn);
  }

  async read(): Promise<void> {
    await attempt(this, async () => {
      this.room = await get<ClassSheets>(this.path);
    });
  }

  begin(seat: number): void {
    clearTimeout(this.again);
    [this.seat, this.typing, this.isReadBack] = [seat, beginTyping(this.method.items), false];
    [this.differences, this.settled, this.outcome, this.waits] = [null, new Set(), null, false];
    this.keying = crypto.randomUUID();
  }

  /** Another day is another sheet: nothing that was compared holds for it, but what was typed stays. */
  takeDay(heldOn: string): void {
    if (heldOn === this.heldOn) return;
    clearTimeout(this.again);
    [this.heldOn, this.differences, this.settled, this.outcome, this.waits] = [heldOn, null, new Set(), null, false];
    this.keying = crypto.randomUUID();
  }

  /** Does it at once where nothing would be lost, and asks otherwise. */
  instead(deed: () => void): void {
    if (this.hasUnsaved) this.asked = deed;
    else deed();
  }

  /** What was typed may be lost. */
  giveUp(): void {
    const deed = this.asked;
    this.asked = null;
    this.begin(0);
    deed?.();
  }

  press(key: string): 'moved' | 'kept' | 'refused' {
    const { typing, kind } = typeKey(this.method.items, this.typing, key);
    this.typing = typing;
    this.outcome = null;
    return kind;
  }

  /** An item on which two keyings differ, as the paper has it. */
  settle(item: number, answer: Answer): void {
    const answers = [...this.typing.answers];
    answers[item] = answer;
    this.typing = { ...this.typing, answers };
    this.settled = new Set([...this.settled, item]);
  }

  /** Sends what was typed; a lost link keeps it here and tries again. */
  async send(): Promise<void> {
    if (this.sending || !this.isReady) return;
    clearTimeout(this.again);
    [this.sending, this.waits, this.fault] = [true, false, null];
    const { keying } = this;
    try {
      const { kind, differences } = await staffPost<KeyingOutcome>(`${this.path}/keying`, {
        version: this.method.version, key: this.method.mark, seat: this.seat, heldOn: this.heldOn, keying, answers: this.typing.answers, settled: [...this.settled], isReadBack: this.isReadBack,
      });
      // Another sheet was begun meanwhile: this one's outcome stands in the table.
      if (keying !== this.keying) {
        await this.read();
        return;
      }
      this.outcome = kind;
      if (kind === 'differs') this.differences = new Map([...(this.differences ?? []), ...differences.map(({ item, first }) => [item, first] as const)]);
      else if (kind === 'waits' || kind === 'kept') await this.saved();
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      this.fault = error.code;
      this.waits = error.passing && keying === this.keying;
      if (this.waits) this.again = setTimeout(() => void this.send(), againMs);
    } finally {
      this.sending = false;
    }
  }

  async drop({ seat, heldOn, mark }: SheetView): Promise<void> {
    await attempt(this, () => staffPost(`${this.path}/drop`, { seat, heldOn, mark }));
    const { fault } = this;
    await this.read();
    this.fault ??= fault;
  }

  stop(): void {
    clearTimeout(this.again);
  }

  private async saved(): Promise<void> {
    this.seat = 0;
    this.typing = beginTyping(this.method.items);
    this.differences = null;
    await this.read();
  }

  private get path(): string {
    return sheetsDoor(this.classId, this.method.id);
  }
}
