import { ApiFault, get } from '../../shared/net/api';
import type { AskedForm, AskedForms, ObserverAnswer } from '../../shared/net/observerWire';
import { staffPost } from '../../shared/net/staff';
import { Book } from '../book.svelte';
import { draftOf, formDrafts } from './draft';

/** The forms that wait for whoever is signed in, and the one that is filled in; what is not sent stays in this tab. */
export class FormsBook extends Book {
  asked = $state.raw<AskedForms | null>(null);
  form = $state.raw<AskedForm | null>(null);
  answers = $state.raw<readonly (ObserverAnswer | null)[]>([]);
  /** What was done last. */
  said = $state<'sent' | 'refused' | 'gone' | 'changed' | null>(null);
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
    this.answers = formDrafts.kept(this.draftOf(form)) ?? (this.asked?.questions.questions ?? []).map(() => null);
  }

  answer(at: number, answer: ObserverAnswer): void {
    this.answers = this.answers.map((one, index) => (index === at ? answer : one));
    if (this.form !== null) formDrafts.keep(this.draftOf(this.form), this.answers);
  }

  async send(): Promise<void> {
    this.isTried = true;
    if (this.missing > 0 || this.isUnseen) return;
    await this.put({ version: this.asked?.questions.version, answers: this.answers }, 'sent');
  }

  async decline(): Promise<void> {
    await this.put({ declined: true }, 'refused');
  }

  private async put(body: object, said: 'sent' | 'refused'): Promise<void> {
    const { form } = this;
    if (form === null) return;
    await this.read(async () => {
      this.said = await this.post(form, body, said);
      // Whatever became of them, these answers are asked no more.
      formDrafts.drop(this.draftOf(form));
      await this.start();
    });
  }

  /** Other questions than those of this page may be asked by now. */
  private async post(form: AskedForm, body: object, said: 'sent' | 'refused'): Promise<'sent' | 'refused' | 'gone' | 'changed'> {
    try {
      const { kept } = await staffPost<{ kept: boolean }>(`/api/staff/addressed/forms/classes/${encodeURIComponent(form.classId)}/seats/${form.seat}`, body);
      return kept ? said : 'gone';
    } catch (error) {
      if (error instanceof ApiFault && error.code === 'questions-changed') return 'changed';
      throw error;
    }
  }

  private draftOf({ classId, seat }: AskedForm): string {
    return draftOf(this.staff.me?.id ?? '', classId, seat, this.asked?.questions.version ?? '');
  }
}
