import { get } from '../../shared/net/api';
import type { Colleague } from '../../shared/net/decisionWire';
import type { ObserverState } from '../../shared/net/observerWire';
import { staffPost } from '../../shared/net/staff';
import { attempt } from '../attempt';
import type { Place } from '../address';

/** What colleagues were asked about one student, and answered. */
export class Observers {
  state = $state.raw<ObserverState | null>(null);
  colleagues = $state.raw<readonly Colleague[]>([]);
  busy = $state(false);
  fault = $state<string | null>(null);
  private readonly room: string;
  private readonly address: string;

  constructor({ classId, seat }: Place) {
    this.room = `/api/review/classes/${encodeURIComponent(classId)}`;
    this.address = `${this.room}/seats/${seat}/observers`;
  }

  /** Whoever has not been asked, or has said no. */
  get askable(): readonly Colleague[] {
    const asked = new Set((this.state?.forms ?? []).filter(({ declinedAtMs }) => declinedAtMs === null).map(({ observerId }) => observerId));
    return this.colleagues.filter(({ id }) => !asked.has(id));
  }

  async open(mayAsk: boolean, own: string | null): Promise<void> {
    await this.act(async () => {
      this.state = await get<ObserverState>(this.address);
      if (mayAsk) this.colleagues = (await get<Colleague[]>(`${this.room}/colleagues`)).filter(({ id }) => id !== own);
    });
  }

  ask(accountId: string): Promise<boolean> {
    return this.change(this.address, accountId);
  }

  recall(accountId: string): Promise<boolean> {
    return this.change(`${this.address}/recall`, accountId);
  }

  /** What changed meanwhile is read whether it worked or not. */
  private async change(address: string, accountId: string): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    const isDone = await this.act(() => staffPost(address, { accountId }));
    const fault = this.fault;
    await this.act(async () => {
      this.state = await get<ObserverState>(this.address);
    });
    this.fault ??= fault;
    this.busy = false;
    return isDone;
  }

  private act(deed: () => Promise<void>): Promise<boolean> {
    return attempt(this, deed);
  }
}
