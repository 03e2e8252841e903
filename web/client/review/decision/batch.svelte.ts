import { get } from '../../shared/net/api';
import type { BatchLook, BatchReply, BatchRequest, Colleague } from '../../shared/net/decisionWire';
import { staffPost } from '../../shared/net/staff';
import { attempt } from '../attempt';
import { cleaned, textFaults, type TypedTexts } from './texts';

export const nothingSaid: TypedTexts = { student: '', parent: null, teacher: null, teacherId: null };

/** Ordinary ones of one class, signed together: what was looked at is what is signed. */
export class Batch {
  look = $state.raw<BatchLook | null>(null);
  colleagues = $state.raw<readonly Colleague[]>([]);
  texts = $state.raw<TypedTexts>(nothingSaid);
  /** How many were signed; null before. */
  done = $state<number | null>(null);
  busy = $state(false);
  fault = $state<string | null>(null);
  /** Those that were signed last. */
  private signed: TypedTexts = nothingSaid;
  private readonly room: string;

  constructor(readonly classId: string) {
    this.room = `/api/review/classes/${encodeURIComponent(classId)}`;
  }

  get missing(): number {
    return this.look === null ? 0 : Math.max(0, this.look.needed - this.look.opened);
  }

  /** What keeps the texts from being signed, as ends of keys. */
  get obstacles(): string[] {
    return textFaults(this.texts);
  }

  /** Texts that nobody signed: they are nowhere but here. */
  get hasUnsaved(): boolean {
    const { student, parent, teacher } = this.texts;
    return this.texts !== this.signed && [student, parent, teacher].some((text) => (text ?? '').trim() !== '');
  }

  get canSign(): boolean {
    return this.look !== null && this.look.ready.length > 0 && this.missing === 0 && this.obstacles.length === 0 && !this.busy;
  }

  /** Where it was opened before, what was typed stays. */
  async open(): Promise<void> {
    await this.act(async () => {
      await this.read();
      this.colleagues = await get<Colleague[]>(`${this.room}/colleagues`);
    });
  }

  /** All of the look or nothing; where something changed meanwhile it is looked at anew and the texts stay. */
  async sign(): Promise<boolean> {
    const { look, texts } = this;
    if (!this.canSign || look === null) return false;
    const order: BatchRequest = { seats: look.ready.map(({ seat }) => seat), stamp: look.stamp, texts: cleaned(texts) };
    const isDone = await this.act(async () => {
      this.done = (await staffPost<BatchReply>(`${this.room}/batch`, order)).signed;
      this.signed = texts;
    });
    const { fault } = this;
    await this.act(() => this.read());
    this.fault = fault;
    return isDone;
  }

  private async read(): Promise<void> {
    this.look = await staffPost<BatchLook>(`${this.room}/batch/look`, { seats: null });
  }

  private async act(deed: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    try {
      return await attempt(this, deed);
    } finally {
      this.busy = false;
    }
  }
}
