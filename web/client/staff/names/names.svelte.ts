import { get } from '../../shared/net/api';
import { staffPost } from '../../shared/net/staff';
import type { StaffMe } from '../../shared/net/staffWire';
import { SealFault } from '../../shared/names/bytes';
import { keepKey, keptKey, type KeptKey } from '../../shared/names/keep';
import { prepareChange } from '../../shared/names/keyChange';
import type { SealedList } from '../../shared/names/list';
import { makePair, takeIn } from '../../shared/names/pair';
import { openWithPhrase, phraseFault, sealWithPhrase } from '../../shared/names/phrase';
import { openByRecovery, readRecovery } from '../../shared/names/recovery';
import { unwrap, wrapFor, type SchoolKey } from '../../shared/names/schoolKey';
import type { NameReader, OwnNames, SchoolNames } from '../../shared/names/wire';
import type { Staff } from '../staff.svelte';

/** `setUp` has no keys yet, `locked` waits for the phrase; `open` shows a school, or lets one choose it. */
export type NamesStage = 'reading' | 'fault' | 'setUp' | 'locked' | 'open';

/** One person's keys and the school whose names they open. Every deed gives null, or the code of what stands against it. */
export class Names {
  stage = $state<NamesStage>('reading');
  fault = $state('');
  own = $state.raw<OwnNames | null>(null);
  school = $state.raw<SchoolNames | null>(null);
  /** Null where the school has no key, or this person does not hold it. */
  key = $state.raw<SchoolKey | null>(null);
  /** The key that was wrapped for this person does not open: a colleague or the recovery key can hand it anew. */
  broken = $state(false);
  private kept: KeptKey | null = null;

  constructor(
    private readonly staff: Staff,
    readonly me: StaffMe,
  ) {}

  get mayKeep(): boolean {
    return this.me.acts.includes('keepNames');
  }

  get mayLink(): boolean {
    return this.me.acts.includes('linkYears');
  }

  get publicKey(): string {
    return this.own?.pair?.publicKey ?? '';
  }

  async load(): Promise<void> {
    this.stage = 'reading';
    try {
      this.own = await get<OwnNames>('/api/names');
      this.kept = await keptKey(this.me.id, this.me.word);
      // Another pair was made elsewhere meanwhile.
      if (this.kept?.publicKey !== this.own.pair?.publicKey) this.kept = null;
      if (this.own.pair === null) this.stage = 'setUp';
      else if (this.kept === null) this.stage = 'locked';
      else await this.enter();
    } catch (error) {
      this.fault = this.staff.faultOf(error);
      this.stage = 'fault';
    }
  }

  /** The first pair, or another one in place of it: then a colleague hands the key over again. */
  async makeKeys(phrase: string): Promise<string | null> {
    return (
      phraseFault(phrase) ??
      this.act(async () => {
        const { publicKey, privateKey } = await makePair();
        const sealedPrivate = await sealWithPhrase(phrase, privateKey, this.me.id, publicKey);
        await staffPost('/api/names/pair', { publicKey, sealedPrivate, replaces: this.own?.pair?.publicKey ?? null });
        await this.unlocked({ publicKey, sealedPrivate }, await takeIn(privateKey));
      })
    );
  }

  async unlock(phrase: string): Promise<string | null> {
    const pair = this.own?.pair;
    if (pair === null || pair === undefined) return null;
    return this.act(async () => {
      await this.unlocked(pair, await takeIn(await openWithPhrase(phrase, pair.sealedPrivate, this.me.id, pair.publicKey)));
    }, 'phrase-wrong');
  }

  async openSchool(id: string): Promise<string | null> {
    return this.act(() => this.show(id));
  }

  /** Reads the open school anew: somebody else may have changed it. */
  async refresh(): Promise<string | null> {
    return this.school === null ? null : this.openSchool(this.school.id);
  }

  leaveSchool(): void {
    [this.school, this.key, this.broken] = [null, null, false];
  }

  /** The first key of the school, or a new one with everything that hangs on it; without the old one its lists go. The recovery key was printed before. */
  async changeKey(recovery: string): Promise<string | null> {
    const school = this.school;
    if (school === null) return null;
    return this.act(async () => {
      const lists = this.key === null ? [] : await get<SealedList[]>(`${this.address(school)}/lists`);
      const stay = school.people.filter((one) => one.holds || one.id === this.me.id);
      const { change } = await prepareChange(school, this.key, lists, stay, recovery);
      await staffPost(`${this.address(school)}/key`, change);
      await this.refresh();
    });
  }

  async hand(to: NameReader): Promise<string | null> {
    const [school, key] = [this.school, this.key];
    if (school === null || key === null || to.publicKey === null) return null;
    return this.give(school, key, to.id, to.publicKey);
  }

  /** Opens the school with the printed key, and wraps what it opens for oneself. */
  async recover(typed: string): Promise<string | null> {
    const school = this.school;
    const sealed = school?.recovery ?? null;
    if (school === null || sealed === null) return null;
    const read = await readRecovery(typed);
    if ('fault' in read) return read.fault;
    let key: SchoolKey | null = null;
    const refused = await this.act(async () => void (key = await openByRecovery(sealed, read.secret, school.id, school.generation)), 'recovery-other');
    return refused ?? (key === null ? null : this.give(school, key, this.me.id, this.publicKey));
  }

  /** Does one thing; what does not open is told in the given words. */
  async act(deed: () => Promise<unknown>, unopened = 'names-broken'): Promise<string | null> {
    try {
      await deed();
      return null;
    } catch (error) {
      if (error instanceof SealFault) return unopened;
      const code = this.staff.faultOf(error);
      // What is shown is not the newest any more: it is read anew, and the deed can be repeated on it.
      if (code === 'names-changed') await this.refresh();
      return code;
    }
  }

  private async give(school: SchoolNames, key: SchoolKey, accountId: string, publicKey: string): Promise<string | null> {
    return this.act(async () => {
      const wrapped = await wrapFor(key, accountId, publicKey);
      await staffPost(`${this.address(school)}/hand`, { accountId, publicKey, wrapped, generation: school.generation });
      await this.refresh();
    });
  }

  private async unlocked(pair: NonNullable<OwnNames['pair']>, key: CryptoKey): Promise<void> {
    await keepKey(this.me.id, pair.publicKey, key, this.me.word);
    this.kept = await keptKey(this.me.id, this.me.word);
    this.own = { schools: this.own?.schools ?? [], pair };
    await this.enter();
  }

  private async enter(): Promise<void> {
    const only = this.own?.schools.length === 1 ? this.own.schools[0] : undefined;
    const id = this.school?.id ?? only?.id;
    if (id !== undefined) await this.show(id);
    this.stage = 'open';
  }

  private async show(id: string): Promise<void> {
    const school = await get<SchoolNames>(`/api/names/schools/${encodeURIComponent(id)}`);
    let key: SchoolKey | null = null;
    this.broken = false;
    if (school.wrapped !== null && this.kept !== null) {
      try {
        key = await unwrap(school.wrapped, this.kept.key, this.kept, school.id, school.generation);
      } catch (error) {
        if (!(error instanceof SealFault)) throw error;
        this.broken = true;
      }
    }
    [this.school, this.key] = [school, key];
  }

  private address(school: SchoolNames): string {
    return `/api/names/schools/${encodeURIComponent(school.id)}`;
  }
}
