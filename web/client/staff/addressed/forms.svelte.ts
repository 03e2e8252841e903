import { get } from '../../shared/net/api';
import type { AskedForm, AskedForms, ObserverAnswer } from '../../shared/net/observerWire';
import { staffPost } from '../../shared/net/staff';
import { Book } from '../book.svelte';

/** The forms that wait for whoever is signed in, and the one that is filled in; nothing of it is kept before it is sent. */
export class FormsBook extends Book {
  asked = $state.raw<AskedForms | null>(null);
  form = $state.raw<AskedForm | null>(null);
  answers = $state.raw<readonly (ObserverAnswer | null)[]>([]);
  /** What was done last. */
  said = $state<'sent' | 'refused' | 'gone' | null>(null);
  isTried = $state(false);

  get missing(): number {
    return this.answers.filter((answer) => answer === null).length;
  }

  get isUnseen(): boolean {
    return this.answers.every((answer) => answer === 0);
  }

  override async start(): Promise<void> {
    await this.read(async () => {
      this.form = null;
      this.asked = await get<AskedForms>('/api/staff/addressed/forms');
    });
  }

  open(form: AskedForm): void {
    [this.form, this.said, this.isTried] = [form, null, false];
    this.answers = (this.asked?.questions.questions ?? []).map(() => null);
  }

  answer(at: number, answer: ObserverAnswer): void {
    this.answers = this.answers.map((one, index) => (index === at ? answer : one));
  }

  async send(): Promise<void> {
    this.isTried = true;
    if (this.missing > 0 || this.isUnseen) return;
    await this.put({ answers: this.answers }, 'sent');
  }

  async decline(): Promise<void> {
    await this.put({ declined: true }, 'refused');
  }

  private async put(body: object, said: 'sent' | 'refused'): Promise<void> {
    const { form } = this;
    if (form === null) return;
    await this.read(async () => {
      const { kept } = await staffPost<{ kept: boolean }>(`/api/staff/addressed/forms/classes/${encodeURIComponent(form.classId)}/seats/${form.seat}`, body);
      this.said = kept ? said : 'gone';
      await this.start();
    });
  }
}
