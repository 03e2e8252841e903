import { isTypedBy, typedDrafts } from '../region/bench/typed';
import { ApiFault, post } from '../shared/net/api';
import { wipeKey } from '../shared/names/keep';
import { loadMe, staffPost } from '../shared/net/staff';
import type { ExternalDone, StaffMe } from '../shared/net/staffWire';
import { realPace } from '../shared/outbox/pace';
import { wipeKeying } from './paper/keep';
import { formDrafts, isDraftOf } from './addressed/draft';
import { readAddress, readReturn, type StaffView } from './address';

export type StaffStage = 'loading' | 'offline' | 'leaving' | 'invited' | 'enter' | 'code' | 'factor' | 'codes' | 'open';

/** Why the sign-in stands there. */
export type Notice = 'ended' | 'to' | 'made' | 'reset' | 'left';

/** One browser of the staff: how far the sign-in has come, and which of its screens is open. */
export class Staff {
  stage = $state<StaffStage>('loading');
  view = $state<StaffView>('home');
  /** The class whose results are asked for by the address; null when none is. */
  room = $state<string | null>(null);
  me = $state.raw<StaffMe | null>(null);
  notice = $state<Notice | null>(null);
  /** Filled in for whoever has just made the account. */
  login = $state('');
  /** The secret of an invitation's link. */
  token = $state('');
  /** Told once, after the second factor was set. */
  codes = $state.raw<readonly string[]>([]);
  private to: string | null = null;
  /** What the way back from a sign-in provider brought: said once, by the screen it leads to. */
  private fault: string | null = null;
  private linked = false;

  /** Takes in what the address bar says; secrets and ways back do not stay there. */
  async open(): Promise<void> {
    const back = readReturn(location.search);
    if (back !== null) {
      history.replaceState(null, '', location.pathname);
      await this.comeBack(back);
      return;
    }
    const address = readAddress(location.hash);
    if (address.kind === 'view') [this.view, this.room] = [address.view, address.room ?? null];
    else history.replaceState(null, '', location.pathname);
    if (address.kind === 'invite') {
      this.token = address.token;
      this.stage = 'invited';
      return;
    }
    if (address.kind === 'to') this.to = address.path;
    // Codes that are told once stay until they are said to be kept.
    if (this.stage === 'codes') return;
    // Going from screen to screen asks for nothing; the screens' own calls tell when the session has ended.
    if (this.stage !== 'open' || address.kind === 'to') await this.load();
  }

  /** How far this browser is signed in, asked anew. */
  async load(): Promise<void> {
    this.stage = 'loading';
    try {
      this.settle(await loadMe());
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      this.me = null;
      if (error.status === 401) void wipeKey();
      if (error.status === 401 && this.to !== null) this.notice ??= 'to';
      this.stage = error.status === 401 ? 'enter' : 'offline';
    }
  }

  async enter(login: string, password: string): Promise<string | null> {
    return this.step(async () => {
      await post('/api/staff/enter', { login, password });
      // Whoever was here before left without signing out.
      await wipeKey();
    });
  }

  async proveCode(code: string): Promise<string | null> {
    return this.step(() => staffPost('/api/staff/code', { code }));
  }

  async proveRecovery(code: string): Promise<string | null> {
    return this.step(() => staffPost('/api/staff/recovery', { code }));
  }

  takeFault(): string | null {
    const fault = this.fault;
    this.fault = null;
    return fault;
  }

  takeLinked(): boolean {
    const linked = this.linked;
    this.linked = false;
    return linked;
  }

  /** Back from the sign-in provider: signed in, linked, or refused with a reason on the screen where one was. */
  private async comeBack(back: { state: string; code: string }): Promise<void> {
    this.stage = 'loading';
    this.fault = await this.act(async () => {
      const { done } = await this.finishExternal(back);
      this.linked = done === 'linked';
    });
    if (this.linked || this.fault !== null) this.view = 'account';
    await this.load();
  }

  /** The way outlives a "not now" of the server, so it is gone once more by itself. */
  private async finishExternal(back: { state: string; code: string }): Promise<ExternalDone> {
    try {
      return await post<ExternalDone>('/api/staff/external/finish', back);
    } catch (error) {
      if (!(error instanceof ApiFault) || error.retryAfterMs === null) throw error;
      await realPace.sleep(error.retryAfterMs);
      return await post<ExternalDone>('/api/staff/external/finish', back);
    }
  }

  /** The account is made, or its password is new: now the sign-in. */
  accepted(login: string, reset: boolean): void {
    this.login = login;
    this.token = '';
    this.notice = reset ? 'reset' : 'made';
    this.stage = 'enter';
  }

  async leave(): Promise<string | null> {
    const code = await this.act(() => staffPost('/api/staff/leave'));
    if (code !== null) return code;
    await wipeKey();
    await wipeKeying();
    formDrafts.clear();
    typedDrafts.clear();
    this.me = null;
    this.notice = 'left';
    this.stage = 'enter';
    this.view = 'home';
    history.replaceState(null, '', location.pathname);
    return null;
  }

  /** Does one thing; null when it worked, otherwise the code for the words. */
  async act(deed: () => Promise<unknown>): Promise<string | null> {
    try {
      await deed();
      return null;
    } catch (error) {
      return this.faultOf(error);
    }
  }

  /** The code of a refusal. A session that has ended leads to the sign-in, from wherever one is, and back there afterwards. */
  faultOf(error: unknown): string {
    if (!(error instanceof ApiFault)) throw error;
    if (error.code === 'sign-in') {
      void wipeKey();
      this.me = null;
      this.notice = 'ended';
      this.stage = 'enter';
    } else if (error.code === 'code-due' || error.code === 'factor-due') void this.load();
    return error.code;
  }

  private async step(deed: () => Promise<unknown>): Promise<string | null> {
    const code = await this.act(deed);
    if (code !== null) return code;
    this.notice = null;
    await this.load();
    return null;
  }

  private settle(me: StaffMe): void {
    this.me = me;
    // Whoever was here before left without signing out.
    formDrafts.retain(isDraftOf(me.id));
    typedDrafts.retain(isTypedBy(me.id));
    if (me.stage === 'codeDue') this.stage = 'code';
    else if (me.stage === 'factorDue') this.stage = 'factor';
    else if (this.to !== null) {
      this.stage = 'leaving';
      // Going back leads to where one was before, not to this page waiting.
      location.replace(this.to);
    } else this.stage = 'open';
  }
}
