import { ApiFault } from '../../shared/net/api';
import type {
  AnswerEntry, Control, FinishReply, FinishRequest, HelloReply, HelloRequest, LessonState, NextTask, ParentWord, PutReply, PutRequest, PutStatus, SectionElapsed, SessionState,
} from '../../shared/net/wire';
import type { Transport, TransportEvents } from '../../shared/outbox/transport';

/** What happens to one call: `lost` never arrives, `unanswered` arrives and its reply is lost. */
export type Fate = 'fine' | 'lost' | 'unanswered';

/** One session's server with the rules of DELIVERY.md 3, and a hand for every fault. */
export class FakeServer {
  log: AnswerEntry[] = [];
  /** Answers of superseded devices, or of sessions finished without them, by epoch and number. */
  readonly orphans = new Map<string, AnswerEntry>();
  sections: SectionElapsed[] = [];
  epoch = 0;
  state: SessionState = 'inProgress';
  run: LessonState = 'running';
  consent: boolean | null = true;
  parent: ParentWord = 'none';
  online = true;
  /** Another device is alive and the teacher has not tapped. */
  occupied = false;
  hubWorks = true;
  /** What finish tells; null once the key was given out anew on paper. */
  key: string | null = 'KEY';
  /** The code behind the token was replaced. */
  isShut = false;
  itemCount = 1_000;
  /** What acknowledgements ask for. */
  pace: number | undefined;
  isInvalid: (answer: AnswerEntry) => boolean = () => false;
  /** What comes next where tasks are chosen by the answers. */
  chooses: ((values: Map<number, string>) => NextTask[]) | null = null;
  fate: (call: 'hello' | 'put' | 'finish', nth: number) => Fate = () => 'fine';
  override: ((request: PutRequest) => Partial<PutReply> | null) | null = null;
  calls: { kind: 'hello' | 'put' | 'finish'; way: 'hub' | 'http'; request: unknown }[] = [];
  inFlight = 0;
  mostInFlight = 0;
  hubOpenings = 0;
  private connections = new Set<{ events: TransportEvents; dead: boolean }>();

  get values(): Map<number, string> {
    return new Map(this.log.map(({ q, v }) => [q, v]));
  }

  http(): Transport {
    return this.transport('http', { dead: false });
  }

  hub = async (events: TransportEvents): Promise<Transport> => {
    this.hubOpenings++;
    await Promise.resolve();
    if (!this.online || !this.hubWorks) throw new ApiFault(0, 'offline', null);
    if (this.isShut) throw new ApiFault(401, 'token-invalid', null);
    const connection = { events, dead: false };
    this.connections.add(connection);
    return this.transport('hub', connection);
  };

  /** Every hub connection breaks. */
  cut(): void {
    for (const connection of [...this.connections]) {
      connection.dead = true;
      this.connections.delete(connection);
      connection.events.broken();
    }
  }

  tell(message: Control): void {
    for (const { events } of this.connections) events.control(message);
  }

  count(kind: 'hello' | 'put' | 'finish'): number {
    return this.calls.filter((call) => call.kind === kind).length;
  }

  private transport(way: 'hub' | 'http', connection: { dead: boolean }): Transport {
    const carry = async <Q, R>(kind: 'hello' | 'put' | 'finish', request: Q, work: (request: Q) => R): Promise<R> => {
      this.inFlight += kind === 'put' ? 1 : 0;
      this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
      try {
        await new Promise((resolve) => setTimeout(resolve, 1));
        const nth = this.count(kind);
        this.calls.push({ kind, way, request });
        const fate = this.fate(kind, nth);
        if (!this.online || connection.dead || fate === 'lost') throw new ApiFault(0, 'offline', null);
        if (this.isShut) throw new ApiFault(401, 'token-invalid', null);
        const reply = work(structuredClone(request));
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (!this.online || connection.dead || fate === 'unanswered') throw new ApiFault(0, 'offline', null);
        return structuredClone(reply);
      } finally {
        this.inFlight -= kind === 'put' ? 1 : 0;
      }
    };
    return {
      kind: way,
      hello: (request) => carry('hello', request, (h) => this.hello(h)),
      put: (request) => carry('put', request, (p) => this.put(p)),
      finish: (request) => carry('finish', request, (f) => this.finish(f)),
      close: () => {
        if (way === 'http') return;
        connection.dead = true;
        this.connections.delete(connection as { events: TransportEvents; dead: boolean });
      },
    };
  }

  hello(request: HelloRequest): HelloReply {
    const isOld = request.epoch === null ? this.occupied : request.epoch !== this.epoch;
    if (request.epoch === null && !isOld) this.tell({ kind: 'superseded', epoch: ++this.epoch, run: null });
    const knowsLess = request.lastAck < this.log.length;
    return {
      status: isOld ? 'superseded' : 'ok',
      epoch: this.epoch,
      hw: this.log.length,
      state: this.state,
      run: this.run,
      consent: this.consent,
      parent: this.parent,
      serverNowMs: 0,
      deadlineMs: null,
      answers: !isOld && knowsLess ? [...new Map(this.log.map((answer) => [answer.q, answer])).values()] : null,
      sections: this.sections,
      retryMs: 0,
      ...(this.chooses !== null && !isOld ? { nx: this.chooses(this.values) } : {}),
    };
  }

  put(request: PutRequest): PutReply {
    const reply = (status: PutStatus, retryMs = 0): PutReply => ({ status, hw: this.log.length, rem: null, retryMs, ...(status === 'ok' && this.pace !== undefined ? { pace: this.pace } : {}), ...(status === 'ok' && this.chooses !== null ? { nx: this.chooses(this.values) } : {}) });
    const forced = this.override?.(request) ?? null;
    if (forced !== null) return { ...reply('ok'), ...forced };
    if (request.e !== this.epoch || this.state === 'finished') {
      if (request.a.some(this.isInvalid)) return reply('invalid');
      request.a.forEach((answer, index) => this.orphans.set(`${request.e}:${request.n + index}`, answer));
      return reply('superseded');
    }
    if (this.consent !== true || this.parent !== 'none' || this.state === 'expired') return reply('closed');
    if (request.a.length === 0 || request.a.length > 50 || request.n < 1) return reply('invalid');
    if (request.a.some((answer) => answer.q >= this.itemCount || this.isInvalid(answer))) return reply('invalid');
    if (request.n > this.log.length + 1) return reply('gap');
    request.a.forEach((answer, index) => {
      if (request.n + index === this.log.length + 1) this.log.push(answer);
    });
    return reply('ok');
  }

  finish(request: FinishRequest): FinishReply {
    const reply = (status: PutStatus, key: string | null = null): FinishReply => ({ status, hw: this.log.length, state: this.state, resultKey: key, retryMs: 0 });
    if (request.e !== this.epoch) return reply('superseded');
    if (this.state === 'finished') return reply('ok', this.key);
    if (request.lastSeq !== this.log.length) return reply('gap');
    this.state = 'finished';
    return reply('ok', this.key);
  }
}
