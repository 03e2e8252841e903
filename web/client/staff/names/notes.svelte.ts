import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { get } from '../../shared/net/api';
import { loadMe, staffPost } from '../../shared/net/staff';
import { SealFault } from '../../shared/names/bytes';
import { keyOf, type PastKey } from '../../shared/names/chain';
import { keptKey } from '../../shared/names/keep';
import { openNote, sealNote, type SealedNote } from '../../shared/names/note';
import { unwrap, type SchoolKey } from '../../shared/names/schoolKey';
import type { ClassNotes } from '../../shared/names/wire';
import type { Staff } from '../staff.svelte';

/** A note as the server has it, opened. */
interface Written {
  text: string;
  revision: number;
}

/** Notes on the places of one class, in this page's memory only. They are asked for when the first is opened. */
export class Notes {
  /** Whether the key for names is open in this browser: without it there is nothing to show. */
  available = $state(false);
  /** What is typed and not saved, by place: closing the note keeps it. */
  readonly drafts = new SvelteMap<number, string>();
  /** What a colleague saved while one typed, to be read beside one's own words. */
  readonly theirs = new SvelteMap<number, string>();
  /** Places whose note does not open: it was exchanged or damaged. */
  readonly broken = new SvelteSet<number>();
  private readonly written = new SvelteMap<number, Written>();
  private key: SchoolKey | null = null;
  private readonly address: string;

  constructor(
    private readonly staff: Staff,
    private readonly classId: string,
  ) {
    this.address = `/api/names/classes/${encodeURIComponent(classId)}/notes`;
  }

  async look(): Promise<void> {
    const me = this.staff.me;
    this.available = me !== null && me.acts.includes('readResults') && (await keptKey(me.id, me.word)) !== null;
  }

  /** What stands in the field: one's own words, else what is saved. */
  of(seat: number): string {
    return this.drafts.get(seat) ?? this.written.get(seat)?.text ?? '';
  }

  isDraft(seat: number): boolean {
    return this.drafts.has(seat);
  }

  type(seat: number, text: string): void {
    if (text === (this.written.get(seat)?.text ?? '')) this.drafts.delete(seat);
    else this.drafts.set(seat, text);
  }

  /** Reads the class's notes; null, or the code of what stands against it. */
  open(): Promise<string | null> {
    return this.act(() => this.read());
  }

  /** Null when it is saved. What is typed stays in the field whatever comes back. */
  async save(seat: number): Promise<string | null> {
    const text = this.of(seat).trim();
    const fault = await this.act(async () => {
      const key = this.key;
      if (key === null) throw new SealFault();
      const revision = (this.written.get(seat)?.revision ?? 0) + 1;
      const sealed = await sealNote(text, key, this.classId, seat, revision);
      await staffPost(this.address, { seat, generation: key.generation, revision, sealed });
      this.written.set(seat, { text, revision });
      this.drafts.delete(seat);
      this.theirs.delete(seat);
      return null;
    });
    return fault === 'names-changed' ? this.rebase(seat, text) : fault;
  }

  /** Somebody else saved, or the key was changed: what is new is read, one's own words stay. */
  private async rebase(seat: number, mine: string): Promise<string> {
    this.drafts.set(seat, mine);
    const refused = await this.act(() => this.read());
    return refused ?? (this.theirs.has(seat) ? 'note-changed' : 'note-again');
  }

  private async read(): Promise<string | null> {
    const me = await loadMe();
    const kept = await keptKey(me.id, me.word);
    if (kept === null) return 'note-locked';
    const found = await get<ClassNotes>(this.address);
    if (found.wrapped === null) return 'note-key';
    const key = await unwrap(found.wrapped, kept.key, kept, found.schoolId, found.generation);
    this.key = key;
    const before = new Map(this.written);
    this.written.clear();
    this.broken.clear();
    for (const note of found.notes) {
      const text = await this.textOf(note, key, found.past);
      if (text === null) this.broken.add(note.seat);
      else this.written.set(note.seat, { text, revision: note.revision });
    }
    for (const [seat, mine] of this.drafts) this.meet(seat, mine, before.get(seat)?.text ?? '');
    return null;
  }

  /** One's own words over a note that was written anew meanwhile: neither is lost. */
  private meet(seat: number, mine: string, before: string): void {
    const now = this.written.get(seat)?.text ?? '';
    if (now === mine) this.drafts.delete(seat);
    else if (now !== before) this.theirs.set(seat, now);
  }

  /** One note that does not open leaves the others readable. */
  private async textOf(note: SealedNote, key: SchoolKey, past: readonly PastKey[]): Promise<string | null> {
    try {
      return await openNote(note, await keyOf(note.generation, key, past), this.classId);
    } catch (error) {
      if (error instanceof SealFault) return null;
      throw error;
    }
  }

  private async act(deed: () => Promise<string | null>): Promise<string | null> {
    try {
      return await deed();
    } catch (error) {
      return error instanceof SealFault ? 'names-broken' : this.staff.faultOf(error);
    }
  }
}
