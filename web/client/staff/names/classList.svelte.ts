import { get } from '../../shared/net/api';
import { staffPost } from '../../shared/net/staff';
import { SealFault } from '../../shared/names/bytes';
import { openList, plainName, sealList, type NameList } from '../../shared/names/list';
import { merge } from '../../shared/names/merge';
import type { SchoolKey } from '../../shared/names/schoolKey';
import type { ClassNames, NamedClass } from '../../shared/names/wire';
import type { Names } from './names.svelte';

/** A class's list while it is written: what the server has, and what is typed over it. */
export class ClassDraft {
  stage = $state<'reading' | 'fault' | 'ready'>('reading');
  fault = $state<string | null>(null);
  /** A field a place. */
  fields = $state<string[]>([]);
  /** Somebody else saved meanwhile: their changes stand in the fields beside one's own. */
  merged = $state(false);
  private base: NameList = new Map();
  private revision = 0;
  /** Places whose names changed places: what ties them to other sessions goes when the list is saved. */
  private readonly swapped = new Set<number>();

  constructor(
    private readonly names: Names,
    private readonly room: NamedClass,
  ) {}

  /** The one in use now: somebody may change it while names are typed. */
  private get key(): SchoolKey {
    if (this.names.key === null) throw new SealFault();
    return this.names.key;
  }

  get list(): NameList {
    return new Map(this.fields.map((name, at) => [at + 1, plainName(name)] as const).filter(([, name]) => name !== ''));
  }

  async load(): Promise<void> {
    this.stage = 'reading';
    this.fault = await this.names.act(async () => {
      this.base = await this.read();
      this.fill(this.base);
    });
    this.stage = this.fault === null ? 'ready' : 'fault';
  }

  /** Takes over what was pasted or read from a file; places it does not name keep what they have. */
  take(list: NameList): number {
    const known = [...list].filter(([seat]) => seat <= this.room.seats);
    for (const [seat, name] of known) this.fields[seat - 1] = name;
    return known.length;
  }

  /** Two sat down with each other's cards: each name goes to where its student sat. */
  swap(first: number, second: number): void {
    const [one, other] = [this.fields[first - 1] ?? '', this.fields[second - 1] ?? ''];
    [this.fields[first - 1], this.fields[second - 1]] = [other, one];
    this.swapped.add(first).add(second);
  }

  /** Null when it is saved. What is typed stays in the fields whatever comes back. */
  async save(): Promise<string | null> {
    this.merged = false;
    const mine = this.list;
    const revision = this.revision + 1;
    this.fault = await this.names.act(async () => {
      const key = this.key;
      // First: a tie that is gone too soon is made again, one that stays ties a stranger.
      if (this.swapped.size > 0 && this.names.mayLink) {
        const places = [...this.swapped].map((seat) => ({ classId: this.room.id, seat }));
        await staffPost(`/api/names/schools/${encodeURIComponent(key.school)}/years/drop`, { places });
      }
      const sealed = await sealList(mine, key, this.room.id, revision);
      await staffPost(`/api/names/classes/${encodeURIComponent(this.room.id)}`, { generation: key.generation, revision, sealed });
      [this.base, this.revision] = [mine, revision];
      this.swapped.clear();
    });
    if (this.fault === 'names-changed') await this.rebase(mine);
    else if (this.fault === null) void this.names.refresh();
    return this.fault;
  }

  /** Somebody else saved: one's own changes go over theirs, to be looked at and saved once more. */
  private async rebase(mine: NameList): Promise<void> {
    const refused = await this.names.act(async () => {
      const theirs = await this.read();
      this.fill(merge(this.base, mine, theirs));
      this.base = theirs;
      this.merged = true;
    });
    this.fault = refused;
  }

  private async read(): Promise<NameList> {
    const found = await get<ClassNames>(`/api/names/classes/${encodeURIComponent(this.room.id)}`);
    const list: NameList = found.list === null ? new Map() : await openList({ ...found.list, classId: this.room.id }, this.key);
    this.revision = found.list?.revision ?? 0;
    return list;
  }

  private fill(list: NameList): void {
    this.fields = Array.from({ length: this.room.seats }, (_, at) => list.get(at + 1) ?? '');
  }
}
