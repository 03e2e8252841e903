import { get } from '../../shared/net/api';
import type { Colleague, DraftRequest, ReviewState, SignedVersion, SignReply, SignRequest } from '../../shared/net/decisionWire';
import type { WithdrawalReason } from '../../shared/net/resultsWire';
import type { StaffMe } from '../../shared/net/staffWire';
import { loadMe, staffPost } from '../../shared/net/staff';
import { SealFault } from '../../shared/names/bytes';
import { keyOf } from '../../shared/names/chain';
import type { SchoolKey } from '../../shared/names/schoolKey';
import { attempt } from '../attempt';
import { addressOf, type Place } from '../address';
import { openSchoolKey, type NoKey } from '../key';
import { asComputed, changesOf, editOf, faultOf, settled, type ListEdit } from './changes';
import { DraftKeeper } from './draft.svelte';
import { openDraft, sealDraft, type Typed } from './sealed';
import { cleaned, textFaults } from './texts';

/** What a colleague did while one typed here. */
export interface Meanwhile {
  by: string;
  atMs: number;
  /** Null where it cannot be opened; a signed version has no draft any more. */
  theirs: Typed | null;
  isSigned: boolean;
}

export const nothingTyped: Typed = { list: asComputed, student: '', parent: null, teacher: null, teacherId: null };

/** One student's decision as this page has it: read whole, typed here, signed as one. */
export class Decision {
  state = $state.raw<ReviewState | null>(null);
  colleagues = $state.raw<readonly Colleague[]>([]);
  /** Whether whoever is signed in may sign at all. */
  maySign = $state(false);
  typed = $state.raw<Typed>(nothingTyped);
  keeper = $state.raw<DraftKeeper | null>(null);
  /** Why there are no drafts here; signing does without. */
  noDraft = $state<NoKey | null>(null);
  meanwhile = $state.raw<Meanwhile | null>(null);
  /** The draft that was opened was made from another protocol. */
  isOfOldProtocol = $state(false);
  /** The newest version that was signed in this page. */
  signed = $state.raw<SignReply | null>(null);
  busy = $state(false);
  fault = $state<string | null>(null);
  private key: SchoolKey | null = null;
  private me: StaffMe | null = null;
  private readonly room: string;
  private readonly seat: string;

  constructor(
    private readonly place: Place,
    private readonly unsaved: Map<string, Typed>,
  ) {
    this.room = `/api/review/classes/${encodeURIComponent(place.classId)}`;
    this.seat = `${this.room}/seats/${place.seat}`;
  }

  get last(): SignedVersion | null {
    return this.state?.versions.at(-1) ?? null;
  }

  /** The version that would be signed. */
  get version(): number {
    return (this.last?.version ?? 0) + 1;
  }

  /** What keeps it from being signed, as ends of keys. */
  get obstacles(): string[] {
    const list = faultOf(this.typed.list, this.state?.computed ?? []);
    return [...(list === null ? [] : [`list.${list}`]), ...textFaults(this.typed)];
  }

  /** Everything anew; what is typed here is replaced by the draft, the last version, or nothing. */
  async open(): Promise<void> {
    await this.act(async () => {
      this.me = await loadMe();
      this.maySign = this.me.acts.includes('releaseResults');
      await this.read();
      if (this.maySign) this.colleagues = await get<Colleague[]>(`${this.room}/colleagues`);
      const drafted = await this.openTheirs();
      const mine = this.unsaved.get(addressOf(this.place));
      this.typed = mine ?? drafted ?? this.fromLast();
      this.isOfOldProtocol = mine === undefined && drafted !== null && this.state?.draft?.protocol !== this.state?.protocol;
      this.settle();
      if (mine !== undefined) this.goOn(drafted);
    });
  }

  /** What was typed here before in no draft goes on, unless a colleague has written one since. */
  private goOn(theirs: Typed | null): void {
    const draft = this.state?.draft ?? null;
    if (this.keeper === null) return;
    if (theirs === null || draft === null || draft.by === this.me?.name) this.keeper.touch();
    else {
      this.meanwhile = { by: draft.by, atMs: draft.writtenAtMs, theirs, isSigned: false };
      this.keeper.stage = 'changed';
    }
  }

  change(part: Partial<Typed>): void {
    this.typed = { ...this.typed, ...part };
    this.signed = null;
    this.unsaved.set(addressOf(this.place), this.typed);
    this.keeper?.touch();
  }

  changeList(list: ListEdit): void {
    this.change({ list });
  }

  /** Goes on over what somebody else wrote: mine stays. */
  keepMine(): void {
    this.meanwhile = null;
    this.renewKeeper();
    this.keeper?.touch();
  }

  takeTheirs(): void {
    this.typed = this.meanwhile?.theirs ?? this.fromLast();
    this.meanwhile = null;
    this.unsaved.delete(addressOf(this.place));
    this.settle();
    this.renewKeeper();
  }

  /** Signs what stands here; on a refusal it stays, and what changed meanwhile is read. */
  async sign(): Promise<boolean> {
    if (this.busy || this.state === null || this.obstacles.length > 0) return false;
    this.busy = true;
    await this.keeper?.flush();
    const order: SignRequest = {
      version: this.version, protocol: this.state.protocol, draft: this.keeper?.revision ?? this.state.draft?.revision ?? 0,
      changes: changesOf(this.typed.list), texts: cleaned(this.typed),
    };
    // What came up while it was saved is looked at first.
    const isDone = this.meanwhile === null && (await this.act(async () => {
      this.signed = await staffPost<SignReply>(`${this.seat}/sign`, order);
    }));
    if (isDone) await this.afterSigning();
    if (!isDone && this.meanwhile === null && ['protocol-changed', 'review-signed', 'draft-changed'].includes(this.fault ?? '')) await this.meet();
    this.busy = false;
    return isDone;
  }

  private async afterSigning(): Promise<void> {
    this.keeper?.stop();
    this.unsaved.delete(addressOf(this.place));
    this.isOfOldProtocol = false;
    // Where what was signed cannot be read, the page asks for it again instead of showing what stood before.
    if (await this.act(() => this.read())) this.typed = this.fromLast();
    else this.state = null;
  }

  /** Null when it worked, otherwise a fault's code. */
  async withdraw(reason: WithdrawalReason): Promise<string | null> {
    const isDone = await this.act(async () => {
      await staffPost(`/api/staff/results/classes/${encodeURIComponent(this.place.classId)}/withdraw`, { seat: this.place.seat, reason });
      await this.read();
    });
    return isDone ? null : this.fault;
  }

  private async read(): Promise<void> {
    this.state = await get<ReviewState>(`${this.seat}/decision`);
    await this.openKey(this.state);
    this.renewKeeper();
  }

  private renewKeeper(): void {
    const { state, key } = this;
    this.keeper?.stop();
    this.keeper = state === null || key === null || !this.maySign ? null : new DraftKeeper(
      state.draft?.revision ?? 0, (revision) => this.send(key, state.protocol, revision), () => this.unsaved.delete(addressOf(this.place)), () => this.meet(),
    );
  }

  private async send(key: SchoolKey, protocol: string, revision: number): Promise<void> {
    const { version } = this;
    const sealed = await sealDraft(this.typed, key, this.place, version, revision);
    const order: DraftRequest = { version, generation: key.generation, revision, protocol, sealed };
    await staffPost(`${this.seat}/draft`, order);
  }

  /** Somebody else was quicker: their work is read, and what is typed here stays. */
  private async meet(): Promise<void> {
    const [code, known, protocol, revision] = [this.fault ?? 'draft-changed', this.last?.version ?? 0, this.state?.protocol, this.keeper?.revision ?? this.state?.draft?.revision ?? 0];
    const isRead = await this.act(() => this.read());
    const { state, last } = this;
    if (!isRead || state === null) return;
    this.fault = code;
    this.settle();
    if (state.protocol !== protocol) this.isOfOldProtocol = true;
    if (last !== null && last.version > known) this.meanwhile = { by: last.signer, atMs: last.signedAtMs, theirs: null, isSigned: true };
    else if (state.draft !== null && state.draft.revision !== revision) this.meanwhile = { by: state.draft.by, atMs: state.draft.writtenAtMs, theirs: await this.openTheirs(), isSigned: false };
    if (this.keeper === null) return;
    if (this.meanwhile === null) this.keeper.touch();
    else this.keeper.stage = 'changed';
  }

  private async openTheirs(): Promise<Typed | null> {
    const { state, key } = this;
    if (state?.draft == null || key === null) return null;
    try {
      return await openDraft(state.draft, await keyOf(state.draft.generation, key, state.key.past), this.place);
    } catch (error) {
      if (!(error instanceof SealFault)) throw error;
      // What cannot be read is not written over either.
      this.keeper?.stop();
      [this.keeper, this.noDraft] = [null, 'broken'];
      return null;
    }
  }

  private async openKey({ key }: ReviewState): Promise<void> {
    const opened = await openSchoolKey(this.me, key);
    [this.key, this.noDraft] = 'none' in opened ? [null, opened.none] : [opened.key, null];
  }

  private fromLast(): Typed {
    const { last } = this;
    return last === null ? nothingTyped : { ...last.texts, list: editOf(last.choices) };
  }

  private settle(): void {
    this.typed = { ...this.typed, list: settled(this.typed.list, this.state?.computed ?? []) };
  }

  private act(deed: () => Promise<void>): Promise<boolean> {
    return attempt(this, deed);
  }
}
