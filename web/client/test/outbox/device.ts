import type { HelloReply, LessonState, NextTask, SessionState } from '../../shared/net/wire';
import { AnswerLog } from '../../shared/outbox/answerLog';
import { openDatabase, type Database, type SessionRecord } from '../../shared/outbox/database';
import { SessionLink, type LinkHost, type LinkPhase } from '../../shared/outbox/link';
import type { Pace } from '../../shared/outbox/pace';
import { Sessions } from '../../shared/outbox/sessions';
import type { FakeServer } from './fakeServer';

/** Two hundred times as fast as life. */
const speed = 200;

export const fastPace: Pace = {
  now: () => performance.now() * speed,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms / speed)),
  random: () => Math.random(),
};

export const blankRecord: SessionRecord = {
  sid: 'class:7',
  token: 'token',
  place: { schoolName: 'Школа', className: '9Б', classId: 'class', grade: 9, seat: 7 },
  packageHash: 'hash',
  consent: true,
  practised: true,
  epoch: null,
  acked: 0,
  restored: [],
  run: null,
};

/** A window of a browser: the student's page without its pixels. */
export class Window implements LinkHost {
  epoch: number | null;
  readonly deviceId = 'device';
  phases: LinkPhase[] = [];
  told: NextTask[] = [];
  run: LessonState | null = null;
  key: string | null = null;
  closedAs: SessionState | null = null;
  refusals = 0;
  isLockedOut = false;
  keptBeside = 0;
  link: SessionLink;
  private clock = 0;

  private constructor(
    readonly server: FakeServer,
    readonly sessions: Sessions,
    record: SessionRecord,
    readonly log: AnswerLog,
    takeOver: boolean,
    pace: Pace = fastPace,
  ) {
    this.epoch = takeOver ? null : record.epoch;
    this.link = new SessionLink(log, this, server.hub, server.http(), pace);
    this.clock = log.elapsedMs;
  }

  /** Opens a page on a browser's database; without `takeOver` as a reload does. */
  static async open(server: FakeServer, db: Database | null, options: { takeOver?: boolean; start?: boolean; pace?: Pace } = {}): Promise<Window> {
    const sessions = new Sessions(db);
    const known = await sessions.read(blankRecord.sid);
    const record = known ?? { ...blankRecord };
    if (known === null) await sessions.begin(record);
    const window = new Window(server, sessions, record, await AnswerLog.open(db, record), options.takeOver ?? false, options.pace);
    if (options.start !== false) void window.link.run();
    return window;
  }

  answer(item: number, value: string): Promise<void> {
    this.clock += 10;
    return this.log.append(item, value, this.clock).then(() => this.link.wake());
  }

  /** The page is gone, without a goodbye. */
  close(): void {
    this.link.stop();
  }

  get last(): LinkPhase | undefined {
    return this.phases.at(-1);
  }

  phase(phase: LinkPhase): void {
    this.phases.push(phase);
  }

  moved(): void {}

  next(tasks: readonly NextTask[]): void {
    this.told.push(...tasks);
  }

  greeted(reply: HelloReply): void {
    this.run = reply.run;
    void this.sessions.patch(blankRecord.sid, { epoch: reply.epoch });
  }

  lesson(run: LessonState): void {
    this.run = run;
  }

  finished(resultKey: string): void {
    this.key = resultKey;
  }

  closed(state: SessionState): void {
    this.closedAs = state;
  }

  async repeatConsent(): Promise<void> {
    this.server.consent = true;
  }

  refused(): void {
    this.refusals++;
  }

  orphaned(answers: number): void {
    this.keptBeside = answers;
  }

  lockedOut(): void {
    this.isLockedOut = true;
  }
}

let browsers = 0;

/** A browser's own database; the same name opens the same one. */
export async function browser(name = `browser-${++browsers}`): Promise<{ name: string; db: Database }> {
  const db = await openDatabase(name);
  if (db === null) throw new Error('no database');
  return { name, db };
}

export async function until(condition: () => boolean, what: string, limitMs = 4_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Everything a window has is acknowledged. */
export const home = (window: Window): Promise<void> => until(() => window.log.pending === 0, 'everything acknowledged');

export async function answerAll(window: Window, from: number, to: number): Promise<void> {
  for (let item = from; item < to; item++) await window.answer(item, String(item % 5));
}
