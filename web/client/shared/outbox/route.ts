import type { Pace } from './pace';
import type { OpenTransport, Transport, TransportEvents } from './transport';

const hubTries = 3;
const hubPatienceMs = 10_000;
const firstRetryMs = 30_000;
const longestRetryMs = 300_000;

/** Which way to go: the hub; plain HTTP when the hub does not open; the hub again when it opens later. */
export class Route {
  private current: Transport | null = null;
  private fresh: Transport | null = null;
  private failures = 0;
  private failingSince: number | null = null;
  private hubAgainAt = 0;
  private retryMs = firstRetryMs;
  private probing = false;
  private closed = false;

  constructor(
    private readonly openHub: OpenTransport,
    private readonly http: Transport,
    private readonly pace: Pace,
    private readonly events: TransportEvents,
  ) {}

  async open(): Promise<Transport> {
    this.current?.close();
    this.current = this.fresh;
    this.fresh = null;
    if (this.current === null && this.pace.now() >= this.hubAgainAt) {
      try {
        this.current = await this.connectHub();
      } catch (error) {
        this.hubFailed();
        if (this.pace.now() < this.hubAgainAt) this.current = this.http;
        else throw error;
      }
    }
    this.current ??= this.http;
    return this.current;
  }

  /** The server greeted over this way. */
  worked(transport: Transport): void {
    if (transport.kind !== 'hub') return;
    this.failures = 0;
    this.failingSince = null;
    this.retryMs = firstRetryMs;
  }

  /** A call failed on the way in use; a hub that opens but carries nothing counts as one that does not open. */
  failed(): void {
    if (this.current?.kind === 'hub') this.hubFailed();
    this.current?.close();
    this.current = null;
  }

  /** False once the connection broke or a better way is ready. */
  holds(transport: Transport): boolean {
    return this.current === transport;
  }

  /** While on HTTP: tries the hub in the background when it is time; `ready` means open() gives it. */
  probeHub(ready: () => void): void {
    if (this.probing || this.fresh !== null || this.pace.now() < this.hubAgainAt) return;
    this.probing = true;
    this.connectHub()
      .then((hub) => {
        if (this.closed) return hub.close();
        this.fresh = hub;
        this.current = null;
        ready();
      })
      .catch(() => this.hubFailed())
      .finally(() => (this.probing = false));
  }

  close(): void {
    this.closed = true;
    this.current?.close();
    this.fresh?.close();
    this.current = this.fresh = null;
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

  private hubFailed(): void {
    const now = this.pace.now();
    this.failures++;
    this.failingSince ??= now;
    if (this.failures < hubTries && now - this.failingSince < hubPatienceMs) return;
    this.hubAgainAt = now + this.retryMs * (0.5 + 0.5 * this.pace.random());
    this.retryMs = Math.min(longestRetryMs, this.retryMs * 2);
  }
}
