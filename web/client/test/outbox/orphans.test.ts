import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database, SessionRecord } from '../../shared/outbox/database';
import { sendForgotten } from '../../shared/outbox/forgotten';
import { Sessions } from '../../shared/outbox/sessions';
import { answerAll, blankRecord, browser, fastPace, home, until, Window } from './device';
import { expectWhole } from './expectWhole';
import { FakeServer } from './fakeServer';

let server: FakeServer;
let db: Database;

beforeEach(async () => {
  server = new FakeServer();
  db = (await browser()).db;
  // Nobody holds a lock here: what is home may be wiped.
  vi.stubGlobal('navigator', { locks: { request: (_name: string, _options: unknown, work: (lock: unknown) => unknown) => Promise.resolve(work({})) } });
});

/** A device that delivered two answers, gave `count` more without a link, and was left. */
async function leftOffline(count: number): Promise<void> {
  const window = await Window.open(server, db);
  await answerAll(window, 0, 2);
  await home(window);
  server.online = false;
  server.cut();
  await answerAll(window, 2, 2 + count);
  window.close();
  server.online = true;
}

const orphans = (): number[] => [...server.orphans.values()].map(({ q }) => q);
const unsent = (count: number): number[] => Array.from({ length: count }, (_, index) => 2 + index);

describe('a device whose student has moved', () => {
  it('hands the server what waited there, and says how much', async () => {
    await leftOffline(120);
    const epoch = server.epoch++;
    const window = await Window.open(server, db);
    await until(() => window.keptBeside === 120, 'handed over');
    expect(window.last).toBe('superseded');
    expect(orphans()).toEqual(unsent(120));
    expect([...server.orphans.keys()].every((key) => key.startsWith(`${epoch}:`))).toBe(true);
    expectWhole(server, 2);
  });

  it('is understood once, whatever is lost and however often the page is opened', async () => {
    await leftOffline(60);
    server.epoch++;
    const putsBefore = server.count('put');
    server.fate = (call, nth) => (call !== 'put' ? 'fine' : (['unanswered', 'lost', 'fine'] as const)[(nth - putsBefore) % 3]!);
    for (let opened = 0; opened < 2; opened++) {
      const window = await Window.open(server, db);
      await until(() => window.keptBeside === 60, 'handed over');
      window.close();
    }
    expect(orphans()).toEqual(unsent(60));
  });

  it('does not keep the others back for an answer the server never takes', async () => {
    await leftOffline(5);
    server.epoch++;
    server.isInvalid = ({ q }) => q === 4;
    const window = await Window.open(server, db);
    await until(() => window.keptBeside === 4, 'handed over');
    expect(orphans()).toEqual([2, 3, 5, 6]);
  });

  it('hands over what waited when it is told in the middle of a lesson', async () => {
    const window = await Window.open(server, db);
    await until(() => window.last === 'online', 'online');
    server.fate = (call) => (call === 'put' ? 'lost' : 'fine');
    await answerAll(window, 0, 3);
    const epoch = server.epoch++;
    server.fate = () => 'fine';
    server.tell({ kind: 'superseded', epoch: epoch + 1, run: null });
    await until(() => orphans().length === 3, 'handed over');
    expect(window.last).toBe('superseded');
  });
});

describe('what earlier students left on the device', () => {
  const send = (way: (record: SessionRecord) => FakeServer = () => server): Promise<void> =>
    sendForgotten(db, new Sessions(db), () => '', fastPace, (record) => way(record).http());

  it('is kept beside the log when its session goes on elsewhere, and is then gone from here', async () => {
    await leftOffline(120);
    server.epoch++;
    await send();
    expect(orphans()).toEqual(unsent(120));
    expect([await db.count('answers'), await db.count('sessions')]).toEqual([0, 0]);
  });

  it('is kept beside the log when its session was finished without it, by a slip or from paper', async () => {
    await leftOffline(60);
    server.state = 'finished';
    await send();
    expect(orphans()).toEqual(unsent(60));
    expectWhole(server, 2);
    expect([await db.count('answers'), await db.count('sessions')]).toEqual([0, 0]);
  });

  it('stays while the server did not take it', async () => {
    await leftOffline(3);
    server.epoch++;
    server.override = () => ({ status: 'closed' });
    await send();
    expect(await db.count('answers')).toBe(5);
    server.override = null;
    await send();
    expect(orphans()).toEqual(unsent(3));
    expect(await db.count('answers')).toBe(0);
  });

  it('is finished when that was asked for', async () => {
    await leftOffline(3);
    await new Sessions(db).patch(blankRecord.sid, { finishing: true });
    await send();
    expect(server.state).toBe('finished');
    expectWhole(server, 5);
    expect([await db.count('answers'), await db.count('sessions')]).toEqual([0, 0]);
  });

  it.each<[string, (done: FakeServer) => void]>([
    ['whose key was given out on paper meanwhile', (done) => (done.key = null)],
    ['who was erased', (done) => (done.state = 'expired')],
  ])('is gone from here with the wish to finish of a student %s', async (_what, change) => {
    await leftOffline(0);
    await new Sessions(db).patch(blankRecord.sid, { finishing: true });
    change(server);
    await send();
    expect(await db.count('sessions')).toBe(0);
  });

  it('is finished also when only the wish was left, but not where the session goes on elsewhere', async () => {
    await leftOffline(0);
    await new Sessions(db).patch(blankRecord.sid, { finishing: true });
    server.epoch++;
    await send();
    expect(server.state).toBe('inProgress');
    expect(await db.count('sessions')).toBe(0);

    db = (await browser()).db;
    server = new FakeServer();
    await leftOffline(0);
    await new Sessions(db).patch(blankRecord.sid, { finishing: true });
    await send();
    expect(server.state).toBe('finished');
    expect(await db.count('sessions')).toBe(0);
  });

  it.each<[string, (stuck: FakeServer) => void]>([
    ['a student who refused', (stuck) => (stuck.consent = false)],
    ['a parent whose word is awaited', (stuck) => (stuck.parent = 'awaited')],
    ['a parent who is against', (stuck) => (stuck.parent = 'against')],
    ['a lesson that takes nothing', (stuck) => (stuck.override = () => ({ status: 'closed' }))],
  ])('goes on behind %s', async (_what, hold) => {
    await leftOffline(3);
    hold(server);
    const next = new FakeServer();
    next.epoch = 1;
    await new Sessions(db).begin({ ...blankRecord, sid: 'class:9', epoch: 1 });
    await db.put('answers', { sid: 'class:9', n: 1, q: 0, v: '0', d: 1 });
    await send(({ sid }) => (sid === 'class:9' ? next : server));
    expectWhole(next, 1);
    expect((await db.getAll('answers')).every(({ sid }) => sid === blankRecord.sid)).toBe(true);
    expect(await db.count('answers')).toBe(5);
  });
});
