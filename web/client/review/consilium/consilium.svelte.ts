import { get } from '../../shared/net/api';
import type { CloseRequest, ConsiliumRequest, ConsiliumState, ConsiliumView, Day, StepMark } from '../../shared/net/consiliumWire';
import type { Colleague } from '../../shared/net/decisionWire';
import { loadMe, staffPost } from '../../shared/net/staff';
import type { StaffMe } from '../../shared/net/staffWire';
import { SealFault } from '../../shared/names/bytes';
import { keyOf } from '../../shared/names/chain';
import type { SchoolKey } from '../../shared/names/schoolKey';
import { attempt } from '../attempt';
import type { Place } from '../address';
import { DraftKeeper } from '../decision/draft.svelte';
import { openSchoolKey, type NoKey } from '../key';
import { openWords, sealWords } from './sealed';
import { fieldsOf, typedOf, unfinished, unsaved, wordsOf, type Typed, type Words } from './typed';

/** A consilium with its words, as far as they open here. */
export interface Held {
  view: ConsiliumView;
  /** Null where they do not open, or are gone with a lost key. */
  words: Words | null;
}

/** One student's consilia as this page has them: the open one is typed here, sealed, and closed once. */
export class Consilium {
  state = $state.raw<ConsiliumState | null>(null);
  colleagues = $state.raw<readonly Colleague[]>([]);
  me = $state.raw<StaffMe | null>(null);
  /** Closed ones, the newest first. */
  held = $state.raw<readonly Held[]>([]);
  /** The open one as it stands here; null where none is open. */
  typed = $state.raw<Typed | null>(null);
  keeper = $state.raw<DraftKeeper | null>(null);
  /** Why nothing is typed here: words are never kept unsealed. */
  noKey = $state<NoKey | null>(null);
  /** Who wrote it meanwhile, and what. */
  meanwhile = $state.raw<{ by: string; typed: Typed | null } | null>(null);
  busy = $state(false);
  fault = $state<string | null>(null);
  private key: SchoolKey | null = null;
  private readonly room: string;
  private readonly address: string;

  constructor(private readonly place: Place) {
    this.room = `/api/review/classes/${encodeURIComponent(place.classId)}`;
    this.address = `${this.room}/seats/${place.seat}/consilium`;
  }

  get mayWrite(): boolean {
    return this.me?.acts.includes('releaseResults') ?? false;
  }

  /** The number of what is open, or would be next. */
  get number(): number {
    const last = this.state?.all.at(-1);
    return last === undefined ? 1 : last.closedAtMs === null ? last.number : last.number + 1;
  }

  /** What keeps it from being closed, as ends of keys. */
  get obstacles(): string[] {
    return this.typed === null ? [] : [...unsaved(this.typed), ...unfinished(this.typed)];
  }

  /** What is typed here and not kept by the server. */
  get hasUnsaved(): boolean {
    return this.typed !== null && this.keeper !== null && (unsaved(this.typed).length > 0 || ['waiting', 'saving', 'failed', 'changed'].includes(this.keeper.stage));
  }

  /** Everything anew, unless something typed here is not kept yet: it goes on then. */
  async open(): Promise<void> {
    if (this.hasUnsaved) {
      this.change({});
      return;
    }
    await this.act(async () => {
      this.me = await loadMe();
      if (this.mayWrite) this.colleagues = await get<Colleague[]>(`${this.room}/colleagues`);
      this.typed = await this.read();
      this.renewKeeper();
    });
  }

  /** A new one with whoever begins it. */
  begin(today: Day): void {
    const { me } = this;
    if (me === null || this.keeper === null) return;
    this.change({ heldOn: today, people: [{ role: 'psychologist', accountId: me.id, name: me.name, opinion: '' }], steps: [], outside: [], conclusion: '' });
  }

  change(part: Partial<Typed>): void {
    this.typed = { ...nothing, ...this.typed, ...part };
    if (unsaved(this.typed).length === 0) this.keeper?.touch();
    else this.keeper?.stop();
  }

  /** Goes on over what somebody else wrote: mine stays. */
  keepMine(): void {
    this.meanwhile = null;
    this.renewKeeper();
    this.change({});
  }

  takeTheirs(): void {
    this.typed = this.meanwhile?.typed ?? null;
    this.meanwhile = null;
    this.renewKeeper();
  }

  /** Closes what stands here; it never changes from then on. */
  async close(): Promise<boolean> {
    if (this.busy || this.keeper === null || this.obstacles.length > 0) return false;
    this.busy = true;
    await this.keeper.flush();
    const order: CloseRequest = { number: this.number, revision: this.keeper.revision };
    const isSaved = this.meanwhile === null && this.keeper.stage !== 'failed';
    const isDone = isSaved && (await this.act(async () => {
      await staffPost(`${this.address}/close`, order);
      this.typed = await this.read();
      this.renewKeeper();
    }));
    this.busy = false;
    return isDone;
  }

  /** What became of steps; null when it worked, otherwise a fault's code. */
  async mark(marks: readonly StepMark[]): Promise<string | null> {
    const isDone = await this.act(async () => {
      await staffPost(`${this.room}/steps`, { marks });
      await this.read();
    });
    return isDone ? null : this.fault;
  }

  /** Reads all anew; the open one as the server has it, or null. */
  private async read(): Promise<Typed | null> {
    const state = await get<ConsiliumState>(this.address);
    const opened = await openSchoolKey(this.me, state.key);
    [this.key, this.noKey] = 'none' in opened ? [null, opened.none] : [opened.key, null];
    const all: Held[] = [];
    for (const view of state.all) all.push({ view, words: await this.wordsOf(view, state) });
    this.state = state;
    this.held = all.filter(({ view }) => view.closedAtMs !== null).reverse();
    const open = all.find(({ view }) => view.closedAtMs === null);
    if (open === undefined) return null;
    // What cannot be read is not written over either.
    if (open.words === null && open.view.sealed !== null && this.key !== null) [this.key, this.noKey] = [null, 'broken'];
    return typedOf(open.view, open.words);
  }

  private async wordsOf({ sealed, generation, number, revision }: ConsiliumView, { key }: ConsiliumState): Promise<Words | null> {
    if (sealed === null || this.key === null) return null;
    try {
      return await openWords(sealed, await keyOf(generation, this.key, key.past), this.place, number, revision);
    } catch (error) {
      if (!(error instanceof SealFault)) throw error;
      return null;
    }
  }

  private renewKeeper(): void {
    const { state, key } = this;
    this.keeper?.stop();
    const last = state?.all.at(-1);
    const revision = last === undefined || last.closedAtMs !== null ? 0 : last.revision;
    this.keeper = state === null || key === null || !this.mayWrite ? null : new DraftKeeper(
      revision, (next) => this.send(key, next), () => undefined, () => this.meet(),
    );
  }

  private async send(key: SchoolKey, revision: number): Promise<void> {
    const { typed, number } = this;
    if (typed === null) return;
    const sealed = await sealWords(wordsOf(typed), key, this.place, number, revision);
    const order: ConsiliumRequest = { number, generation: key.generation, revision, ...fieldsOf(typed), sealed };
    await staffPost(this.address, order);
  }

  /** Somebody else was quicker: theirs is read, and what is typed here stays. */
  private async meet(): Promise<void> {
    await this.act(async () => {
      const theirs = await this.read();
      const last = this.state?.all.at(-1);
      this.meanwhile = { by: last?.closedBy ?? last?.writtenBy ?? '', typed: theirs };
    });
  }

  private act(deed: () => Promise<void>): Promise<boolean> {
    return attempt(this, deed);
  }
}

const nothing: Typed = { heldOn: null, people: [], steps: [], outside: [], conclusion: '' };
