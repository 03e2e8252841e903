import { ApiFault } from '../shared/net/api';
import type { ParentFormView } from '../shared/net/parentFormWire';
import { blocksOf } from './blocks';
import { drafts } from './draft';

export type FormFault = 'offline' | 'closed';
type Post = <T>(door: string, body: object) => Promise<T>;

/** Answers that could not be sent are tried again after so long. */
const againAfterMs = 5_000;

/** The parents' questions on the page of one link: what the server holds, and what is being typed. */
export class ParentForm {
  view = $state.raw<ParentFormView | null>(null);
  /** Null: nothing was chosen yet; empty: the parent does not know. */
  answers = $state.raw<readonly (string | null)[]>([]);
  /** The screen that is open; null: none. */
  at = $state<number | null>(null);
  isTried = $state(false);
  busy = $state(false);
  fault = $state<FormFault | null>(null);
  readonly blocks = $derived(blocksOf(this.view?.questions.questions ?? []));
  private place = '';
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private readonly post: Post;
  private readonly onsent: () => void;

  constructor(post: Post, onsent: () => void) {
    this.post = post;
    this.onsent = onsent;
  }

  /** Positions of the open screen's questions without an answer. */
  get missing(): number[] {
    return this.at === null ? [] : this.blocks[this.at]!.questions.filter((question) => this.answers[question] === null);
  }

  get isLast(): boolean {
    return this.at === this.blocks.length - 1;
  }

  /** Nothing but "I do not know": there is nothing to send. */
  get isEmpty(): boolean {
    return this.answers.every((answer) => answer === '');
  }

  /** Without an agreement there are no questions, and nothing of them stays here. The decision is whole without them, so a failure says nothing. */
  async load(place: string, isAgreed: boolean): Promise<void> {
    this.place = place;
    if (!isAgreed) {
      this.close();
      drafts.clear();
      this.view = null;
      return;
    }
    try {
      this.view = await this.post<ParentFormView>('form', {});
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      this.view = null;
    }
  }

  start(): void {
    if (this.view === null) return;
    const draft = drafts.kept(this.draftOf(this.view));
    this.answers = draft?.answers ?? this.view.answers ?? this.view.questions.questions.map(() => null);
    [this.at, this.isTried, this.fault] = [Math.min(draft?.at ?? 0, this.blocks.length - 1), false, null];
  }

  answer(question: number, answer: string | null): void {
    this.answers = this.answers.map((one, at) => (at === question ? answer : one));
    this.keep();
  }

  /** To the next screen, or the answers on their way from the last one. False where something is missing. */
  async next(): Promise<boolean> {
    if (this.at === null || this.busy) return false;
    this.isTried = true;
    if (this.missing.length > 0 || (this.isLast && this.isEmpty)) return false;
    if (this.isLast) await this.send();
    else this.turn(this.at + 1);
    return true;
  }

  back(): void {
    if (this.at === null || this.at === 0) this.close();
    else this.turn(this.at - 1);
  }

  close(): void {
    clearTimeout(this.waiting);
    [this.at, this.isTried, this.fault] = [null, false, null];
  }

  private turn(at: number): void {
    clearTimeout(this.waiting);
    [this.at, this.isTried, this.fault] = [at, false, null];
    this.keep();
  }

  private async send(): Promise<void> {
    if (this.view === null || this.busy) return;
    clearTimeout(this.waiting);
    this.busy = true;
    try {
      const { version, form } = this.view.questions;
      await this.post('answers', { version, form, answers: this.answers });
      drafts.clear();
      this.close();
      await this.load(this.place, true);
      this.onsent();
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      this.fault = error.passing ? 'offline' : 'closed';
      if (error.passing) this.waiting = setTimeout(() => void this.send(), error.retryAfterMs ?? againAfterMs);
    } finally {
      this.busy = false;
    }
  }

  private keep(): void {
    if (this.view !== null && this.at !== null) drafts.keep(this.draftOf(this.view), { answers: [...this.answers], at: this.at });
  }

  private draftOf({ questions }: ParentFormView): string {
    return [this.place, questions.version, questions.form].join('|');
  }
}
