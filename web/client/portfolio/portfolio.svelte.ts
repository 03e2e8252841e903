import { ApiFault, post } from '../shared/net/api';
import type { OwnPlan } from '../shared/net/studentResultWire';
import { mostBytes, mostEarlier, readFile, type PortfolioFile } from './file';
import { keysOrNone, lessonOf, linkedYears, toldBy, withoutRepeats, type Told } from './history';
import { emptyOwn, entryOf, joined, mostEntries, type Entry, type Kind, type Own } from './own';
import type { SignedPortfolio } from './signed';
import { readStatement } from './statement';

/** What became of an earlier file: which of its statements were taken over, how many were not because somebody had changed them, and how many entries and statements found no room. */
export type Opened = { kind: 'tooBig' | 'unreadable' | 'notPortfolio' } | { kind: 'taken'; years: number; unchecked: number; changed: number; left: number; leftYears: number };

/** A student's portfolio while it is made. Nothing of it is kept anywhere but in the files the student saves. */
export class Portfolio {
  own = $state.raw<Own>(emptyOwn());
  fault = $state<'result-withdrawn' | 'offline' | null>(null);
  asking = $state(false);
  opened = $state.raw<Opened | null>(null);
  /** Something is here that no saved file holds. */
  isDirty = $state(false);
  /** Kinds whose form is open with something typed into it. */
  typing = $state.raw<readonly Kind[]>([]);
  signed = $state.raw<SignedPortfolio | null>(null);
  private files = $state.raw<readonly Told[]>([]);

  readonly now = $derived(this.signed === null ? null : readStatement(this.signed.statement.text));
  /** Statements of other lessons, out of files. */
  readonly earlier = $derived(this.files.filter(({ statement }) => this.now === null || lessonOf(statement) !== lessonOf(this.now)));
  /** Years the server tells beside the result and no file does. */
  readonly linked = $derived(this.now === null ? [] : linkedYears(this.now, this.earlier));
  readonly isUnsaved = $derived(this.isDirty || this.typing.length > 0);

  constructor(
    private readonly resultKey: string,
    plan: OwnPlan | null,
  ) {
    const entries = (kind: Kind, texts: readonly (Entry | null)[]): Entry[] => texts.map((one) => (one === null ? null : entryOf(kind, one))).filter((one) => one !== null);
    const goals = entries('goals', [plan?.goal ? { text: plan.goal } : null]);
    const steps = entries('steps', (plan?.steps ?? []).map((text, index) => ({ text, when: index === 0 ? (plan?.by ?? '') : '' })));
    this.own = { ...this.own, lists: { ...this.own.lists, goals, steps } };
  }

  async sign(): Promise<void> {
    [this.asking, this.fault] = [true, null];
    try {
      this.signed = await post<SignedPortfolio>('/api/result/portfolio', { key: this.resultKey.trim() });
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      this.fault = error.code === 'result-withdrawn' ? 'result-withdrawn' : 'offline';
    }
    this.asking = false;
  }

  name(typed: string): void {
    this.own = { ...this.own, name: typed };
    this.isDirty = true;
  }

  /** Behind the others, or in the place of one. */
  put(kind: Kind, at: number | null, entry: Entry): void {
    const all = this.own.lists[kind];
    this.set(kind, at === null ? [...all, entry] : all.map((one, index) => (index === at ? entry : one)));
  }

  remove(kind: Kind, at: number): void {
    this.set(kind, this.own.lists[kind].filter((_, index) => index !== at));
  }

  insert(kind: Kind, at: number, entry: Entry): void {
    const all = this.own.lists[kind];
    this.set(kind, [...all.slice(0, at), entry, ...all.slice(at)]);
  }

  isFull(kind: Kind): boolean {
    return this.own.lists[kind].length >= mostEntries;
  }

  types(kind: Kind, something: boolean): void {
    if (this.typing.includes(kind) !== something) this.typing = something ? [...this.typing, kind] : this.typing.filter((one) => one !== kind);
  }

  async open(file: File): Promise<void> {
    const text = file.size > mostBytes ? '' : await file.text().catch(() => null);
    const read = text === null ? null : readFile(text);
    if (read === null) this.opened = { kind: file.size > mostBytes ? 'tooBig' : text === null ? 'unreadable' : 'notPortfolio' };
    else await this.take(read);
  }

  /** What is saved: this year's statement first, then the others, and beside them what the student wrote. */
  file(): PortfolioFile {
    return { signed: [...(this.signed === null ? [] : [this.signed.statement]), ...this.earlier.map(({ signed }) => signed)], own: this.own };
  }

  private async take({ signed, own }: PortfolioFile): Promise<void> {
    const keys = await keysOrNone();
    const told = (await Promise.all(signed.map((one) => toldBy(one, keys)))).filter((one) => one !== null);
    const kept = told.filter(({ verdict }) => verdict !== 'changed');
    const isOther = ({ statement }: Told): boolean => this.now === null || lessonOf(statement) !== lessonOf(this.now);
    const files = withoutRepeats([...this.files, ...kept]).filter(isOther);
    this.files = files.slice(0, mostEarlier);
    const { own: all, left } = joined(this.own, own);
    if (JSON.stringify(all) !== JSON.stringify(this.own) || kept.length > 0) this.isDirty = true;
    this.own = all;
    const others = kept.filter(isOther);
    this.opened = {
      kind: 'taken', years: others.length, unchecked: others.filter(({ verdict }) => verdict !== 'valid').length, changed: signed.length - kept.length, left, leftYears: files.length - this.files.length,
    };
  }

  private set(kind: Kind, entries: readonly Entry[]): void {
    this.own = { ...this.own, lists: { ...this.own.lists, [kind]: entries } };
    this.isDirty = true;
  }
}
