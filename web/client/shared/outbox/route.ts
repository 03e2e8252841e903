import { ApiFault } from '../net/api';
import type { Pace } from './pace';
import type { OpenTransport, Transport, TransportEvents } from './transport';

/** A hub that is not open by then goes on opening in the background. */
const hubPatienceMs = 1_000;
/** A server that was away has all its devices on HTTP: within this time they return to the hub, each at a moment of its own. */
const firstRetryMs = 15_000;
const longestRetryMs = 300_000;

/** Which way to go: the hub; plain HTTP when the hub does not open at once; the hub when it is open later. */
export class Route {
  private current: Transport | null = null;
  private fresh: Transport | null = null;
  /** A hub that is left: what was sent over it comes back over it. */
  private left: Transport | null = null;
  private hubAgainAt = 0;
  private retryMs = firstRetryMs;
  private probing: Promise<void> | null = null;
  private wasDown = false;
  private closed = false;

  constructor(
    private readonly openHub: OpenTransport,
    private readonly http: Transport,
    private readonly pace: Pace,
    private readonly events: TransportEvents,
  ) {}

  async open(): Promise<Transport> {
    this.current?.close();
    this.left?.close();
    this.left = null;
    this.current = this.fresh;
    this.fresh = null;
    if (this.current === null) {
      await Promise.race([this.probeHub(), this.pace.sleep(hubPatienceMs)]);
      this.current = this.fresh;
      this.fresh = null;
    }
    this.current ??= this.http;
    return this.current;
  }

  /** The hub in use is to be left: another is opened beside it, and until that is open this one carries. */
  async move(): Promise<void> {
    const old = this.current;
    if (old?.kind !== 'hub') return;
    this.hubAgainAt = this.pace.now();
    await this.probeHub();
    if (this.fresh !== null) this.left = old;
  }

  /** The server took an answer over this way, or greeted over HTTP where there was none to take. */
  worked(transport: Transport): void {
    if (transport.kind !== 'hub') {
      if (this.wasDown) this.hurryHub();
      return;
    }
    this.retryMs = firstRetryMs;
  }

  /** A call failed on the way in use; a hub that opens but carries nothing counts as one that does not open. */
  failed(): void {
    if (this.current?.kind === 'hub') this.hubFailed();
    else if (this.current !== null) this.wasDown = true;
    this.current?.close();
    this.current = null;
  }

  /** False once the connection broke or a better way is ready. */
  holds(transport: Transport): boolean {
    return this.current === transport;
  }

  /** The hub has opened while HTTP was in use. */
  get isBetterReady(): boolean {
    return this.fresh !== null;
  }

  /** Tries the hub when it is time; one that opens ends the use of HTTP, and open() gives it. Resolves when that is decided. */
  probeHub(): Promise<void> {
    if (this.fresh !== null || (this.probing === null && this.pace.now() < this.hubAgainAt)) return Promise.resolve();
    this.probing ??= this.connectHub()
      .then((hub) => {
        if (this.closed) {
          hub.close();
          return;
        }
        this.fresh = hub;
        this.current = null;
        this.events.broken();
      })
      .catch((error: unknown) => this.hubFailed(error instanceof ApiFault ? (error.retryAfterMs ?? 0) : 0))
      .finally(() => (this.probing = null));
    return this.probing;
  }

  close(): void {
    this.closed = true;
    this.current?.close();
    this.fresh?.close();
    this.left?.close();
    this.current = this.fresh = this.left = null;
  }

  private async connectHub(): Promise<Transport> {
    let opened: Transport | null = null;
    const hub = await this.openHub({
      control: (message) => this.events.control(message),
      broken: () => {
        if (opened === null) return;
        if (this.fresh === opened) this.fresh = null;
        if (this.current === opened) this.current = null;
        this.events.broken();
      },
    });
    opened = hub;
    if (this.closed) {
      hub.close();
      throw new Error('closed');
    }
    return hub;
  }

  /** The whole network was away, so the hub's failures said nothing about the hub. */
  private hurryHub(): void {
    this.wasDown = false;
    this.retryMs = firstRetryMs;
    this.hubAgainAt = Math.min(this.hubAgainAt, this.pace.now() + firstRetryMs * this.pace.random());
  }

  private hubFailed(leastMs = 0): void {
    this.hubAgainAt = this.pace.now() + Math.max(leastMs, this.retryMs * this.pace.random());
    this.retryMs = Math.min(longestRetryMs, this.retryMs * 2);
  }
}
