import { tick } from 'svelte';
import { ApiFault, get } from '../../shared/net/api';
import type { DraftReply, Finding } from '../../shared/net/benchWire';
import { staffPost } from '../../shared/net/staff';
import { t } from '../../shared/text/text';
import type { Region } from '../region.svelte';
import { door } from './bench.svelte';
import { objectOf, type JsonObject } from './json';
import { isEditable } from './model';
import { fieldsOf, itemOf, marksOf, placeNow } from './places';
import { typedDrafts } from './typed';

export type DraftView = 'form' | 'text';

/** One draft while it is written: its text, as a form or as it stands, and what the server says of what was saved last. */
export class Draft {
  /** As the server has it. */
  saved = $state.raw<DraftReply | null>(null);
  fault = $state<string | null>(null);
  busy = $state(false);
  view = $state<DraftView>('form');
  /** The text as an object; null while it is none. */
  doc = $state<JsonObject | null>(null);
  text = $state('');
  /** The text on the screen is no JSON object. */
  isBroken = $state(false);
  /** A colleague saved another text meanwhile. */
  isBehind = $state(false);
  /** What was done, said where it is seen. */
  done = $state('');
  /** The item that is unfolded. */
  open = $state<number | null>(null);

  /** What would be saved. */
  readonly written = $derived.by(() => {
    if (this.view === 'text' || this.doc === null) return this.text;
    const base = objectOf(this.text);
    return JSON.stringify(base) === JSON.stringify(this.doc) ? this.text : JSON.stringify(this.doc, null, 2);
  });
  readonly isChanged = $derived(this.saved !== null && this.written !== this.saved.text);
  readonly isFormed = $derived(this.doc !== null && isEditable(this.doc));
  private readonly checked = $derived(this.saved === null ? null : objectOf(this.saved.text));
  readonly marks = $derived(this.checked === null || this.doc === null ? new Map<string, Finding[]>() : marksOf(this.saved!.findings, this.checked, this.doc));

  constructor(
    readonly id: string,
    private readonly writer: string,
    private readonly region: Region,
  ) {}

  private get keep(): string {
    return `${this.writer}|${this.id}`;
  }

  /** What was typed here before the page was left lies over it again. */
  async load(): Promise<void> {
    await this.attempt(async () => {
      const reply = await get<DraftReply>(`${door}/drafts/${this.id}`);
      this.take(reply);
      const typed = typedDrafts.kept(this.keep);
      if (typed !== null && typed.text !== reply.text) {
        this.lay(typed.text);
        this.isBehind = typed.revision !== reply.revision;
        if (this.isBehind) this.saved = { ...reply, revision: typed.revision };
      }
    });
  }

  /** In the tab, so that nothing typed is lost when the page goes. */
  remember(): void {
    if (this.saved === null) return;
    if (this.isChanged) typedDrafts.keep(this.keep, { revision: this.saved.revision, text: this.written });
    else typedDrafts.drop(this.keep);
  }

  type(text: string): void {
    this.text = text;
    this.isBroken = false;
  }

  /** From form to text and back: both are the same draft. False while the text is no JSON object. */
  turn(view: DraftView): boolean {
    if (view === this.view) return true;
    const text = this.written;
    if (view === 'form' && objectOf(text) === null) {
      this.isBroken = true;
      return false;
    }
    this.lay(text);
    this.view = view;
    return true;
  }

  async save(): Promise<boolean> {
    const text = this.written;
    if (objectOf(text) === null) {
      this.isBroken = true;
      return false;
    }
    this.done = '';
    const isSaved = await this.attempt(async () => {
      const reply = await staffPost<DraftReply>(`${door}/drafts/${this.id}`, { revision: this.saved!.revision, text });
      // Typed on while it was saved: that stays, over what is saved now.
      const later = this.written;
      this.take(reply);
      if (later !== text) this.lay(later);
      typedDrafts.drop(this.keep);
      this.done = this.summary();
    });
    if (this.fault === 'draft-changed') this.isBehind = true;
    return isSaved;
  }

  /** Lets go of the own text; the colleague's stands there then. */
  async takeTheirs(): Promise<void> {
    typedDrafts.drop(this.keep);
    this.isBehind = false;
    await this.load();
  }

  /** The own text becomes a draft of its own. */
  async split(): Promise<void> {
    await this.attempt(async () => {
      const { draft } = await staffPost<{ draft: string }>(door, { text: this.written });
      typedDrafts.drop(this.keep);
      location.hash = `bench/${draft}`;
    });
  }

  async drop(): Promise<boolean> {
    const isDropped = await this.attempt(() => staffPost(`${door}/drafts/${this.id}/drop`, { revision: this.saved!.revision }));
    if (isDropped) typedDrafts.drop(this.keep);
    if (this.fault === 'draft-changed') this.isBehind = true;
    return isDropped;
  }

  /** It is a version now, and no draft any more. */
  published(): void {
    typedDrafts.drop(this.keep);
  }

  /** Unfolds and focuses the field a finding is about, or the nearest there is. */
  async show(finding: Finding): Promise<void> {
    const place = this.checked === null || this.doc === null ? null : placeNow(finding.path, this.checked, this.doc);
    if (place === null || !this.isFormed || !this.turn('form')) return this.focus(['bench-text', 'bench-editor']);
    const item = itemOf(place);
    if (item !== null) this.open = item;
    await tick();
    this.focus([...fieldsOf(place), 'bench-editor']);
  }

  count(severity: Finding['severity']): number {
    return this.saved?.findings.filter((finding) => finding.severity === severity).length ?? 0;
  }

  private focus(ids: readonly string[]): void {
    const found = ids.map((id) => document.getElementById(id)).find((element) => element !== null);
    found?.scrollIntoView({ block: 'center' });
    found?.focus();
  }

  private summary(): string {
    const [errors, warnings] = [this.count('error'), this.count('warning')];
    return errors + warnings === 0 ? t('bench.saved.good') : t('bench.saved', { errors, warnings });
  }

  private take(reply: DraftReply): void {
    this.saved = reply;
    this.isBehind = false;
    this.lay(reply.text);
  }

  private lay(text: string): void {
    [this.text, this.doc, this.isBroken] = [text, objectOf(text), false];
    if (this.doc === null) this.view = 'text';
  }

  private async attempt(deed: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    const isDone = await this.region.attempt(this, deed);
    this.busy = false;
    return isDone;
  }
}

/** A publication the server did not make, with what it says of the text. */
export class PublishRefused extends ApiFault {
  constructor(
    readonly findings: readonly Finding[],
    code: 'draft-refused' | 'draft-reason',
  ) {
    super(409, code, null);
  }
}
