import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { ApiFault } from '../../shared/net/api';
import type { Database } from '../../shared/outbox/database';
import { answerAll, browser, fastPace, home, until, Window } from './device';
import { expectWhole } from './expectWhole';
import { FakeServer } from './fakeServer';

let server: FakeServer;
let db: Database;

beforeEach(async () => {
  server = new FakeServer();
  db = (await browser()).db;
});

describe('the way of an answer', () => {
  it('brings answers home one put at a time, over the hub', async () => {
    const window = await Window.open(server, db);
    await answerAll(window, 0, 60);
    await home(window);
    expectWhole(server, 60);
    expect(server.mostInFlight).toBe(1);
    expect(server.calls.every(({ way }) => way === 'hub')).toBe(true);
    expect(window.log.saved).toBe(60);
    window.close();
  });

  it('stores before it sends', async () => {
    const window = await Window.open(server, db, { start: false });
    await window.answer(3, '2');
    expect(await db.getAll('answers')).toMatchObject([{ n: 1, q: 3, v: '2' }]);
  });

  it('carries the start of a section like an answer and counts it as none', async () => {
    const window = await Window.open(server, db, { start: false });
    await answerAll(window, 0, 2);
    const started = window.answer(900, 'start');
    expect([window.log.pending, window.log.pendingAnswers]).toEqual([3, 2]);
    await started;
    await window.answer(2, '2');
    expect([window.log.answered, window.log.saved, window.log.pendingAnswers]).toEqual([3, 0, 3]);
    expect(window.log.valueOf(900)).toBeUndefined();
    void window.link.run();
    await home(window);
    expect(server.log.map(({ q, v }) => [q, v])).toEqual([[0, '0'], [1, '1'], [900, 'start'], [2, '2']]);
    expect([window.log.answered, window.log.saved]).toEqual([3, 3]);
    window.close();
    const again = await Window.open(server, db);
    await until(() => again.last === 'online', 'online');
    expect([again.log.answered, again.log.saved, again.log.elapsedMs]).toEqual([3, 3, 40]);
    again.close();
    expect(server.count('put')).toBe(1);
  });

  it('keeps everything until finish is acknowledged', async () => {
    const window = await Window.open(server, db);
    await answerAll(window, 0, 5);
    await home(window);
    expect(await db.count('answers')).toBe(5);
    window.close();
  });

  it('sends sixty answers given offline in two batches of at most fifty', async () => {
    const before = await Window.open(server, db);
    await until(() => before.last === 'online', 'online');
    before.close();
    await answerAll(before, 0, 60);
    expect(before.log.pending).toBe(60);
    expect(before.log.saved).toBe(0);
    const window = await Window.open(server, db);
    await home(window);
    expectWhole(server, 60);
    // The board hears how many more wait: with the greeting all of them, with the first put those behind it.
    expect(server.calls.filter(({ kind }) => kind === 'hello').map(({ request }) => request)).toContainEqual(expect.objectContaining({ unsent: 60 }));
    const told = server.calls.filter(({ kind }) => kind === 'put').map(({ request }) => (request as { u?: number }).u);
    expect(told).toEqual([10, undefined]);
    const sizes = server.calls.filter(({ kind }) => kind === 'put').map(({ request }) => (request as { a: unknown[] }).a.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(50);
    window.close();
  });

  it('gives a slip everything that is unsent, also what no single put could carry', async () => {
    const window = await Window.open(server, db);
    await until(() => window.last === 'online', 'online');
    server.online = false;
    server.cut();
    await answerAll(window, 0, 200);
    expect(window.log.next(1_000)!.answers.length).toBeLessThan(200);
    const { first, answers } = await window.log.unsent();
    expect([first, answers.length]).toEqual([1, 200]);
    window.close();
  });

  it('makes no duplicate when the acknowledgement is lost', async () => {
    server.fate = (call, nth) => (call === 'put' && nth % 2 === 0 ? 'unanswered' : 'fine');
    const window = await Window.open(server, db);
    await answerAll(window, 0, 30);
    await home(window);
    expectWhole(server, 30);
    window.close();
  });

  it('survives a link that loses a third of everything', async () => {
    let chance = 1;
    server.fate = () => {
      chance = (chance * 16_807) % 2_147_483_647;
      return (['fine', 'lost', 'unanswered'] as const)[chance % 3]!;
    };
    const window = await Window.open(server, db);
    await answerAll(window, 0, 40);
    await until(() => window.log.pending === 0, 'home over a bad link', 15_000);
    expectWhole(server, 40);
    window.close();
  }, 20_000);

  it('rewinds to the mark on a gap', async () => {
    const window = await Window.open(server, db);
    await answerAll(window, 0, 10);
    await home(window);
    server.log.length = 4;
    await window.answer(10, '0');
    await home(window);
    expectWhole(server, 11);
    window.close();
  });

  it('waits when the store is busy and loses nothing', async () => {
    let refusals = 3;
    server.override = () => (refusals-- > 0 ? { status: 'busy', retryMs: 100 } : null);
    const window = await Window.open(server, db);
    await answerAll(window, 0, 8);
    await home(window);
    expectWhole(server, 8);
    window.close();
  });

  it('gathers answers for as long as the acknowledgement asks', async () => {
    let frozen: number | null = null;
    server.pace = 3_000;
    server.fate = (call) => {
      if (call === 'put') frozen ??= fastPace.now();
      return 'fine';
    };
    const window = await Window.open(server, db, { pace: { ...fastPace, now: () => frozen ?? fastPace.now() } });
    await window.answer(0, '0');
    await home(window);
    await answerAll(window, 1, 20);
    expect(server.count('put')).toBe(1);
    frozen = frozen! + 2_999;
    await window.answer(20, '0');
    expect(server.count('put')).toBe(1);
    frozen += 1;
    await until(() => server.count('put') === 2, 'the second put');
    frozen += 3_000;
    await home(window);
    expectWhole(server, 21);
    expect(server.count('put')).toBe(2);
    window.close();
  });

  it('keeps a batch under the size of a message', async () => {
    const window = await Window.open(server, db, { start: false });
    const long = '1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24';
    for (let item = 0; item < 60; item++) await window.answer(item, long);
    void window.link.run();
    await home(window);
    const puts = server.calls.filter(({ kind }) => kind === 'put').map(({ request }) => JSON.stringify(request).length);
    expect(Math.max(...puts)).toBeLessThan(4_000);
    expect(server.log.length).toBe(60);
    window.close();
  });

  it('puts an invalid answer aside, says so, and delivers the others', async () => {
    server.isInvalid = ({ v }) => v === 'nonsense';
    const window = await Window.open(server, db, { start: false });
    await answerAll(window, 0, 5);
    await window.answer(5, 'nonsense');
    await answerAll(window, 6, 12);
    void window.link.run();
    await home(window);
    expect(server.log.map(({ q }) => q)).toEqual([0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11]);
    expect(window.refusals).toBe(1);
    expect(window.log.has(5)).toBe(false);
    expect(await db.getAll('refused')).toMatchObject([{ q: 5, v: 'nonsense' }]);
    await window.answer(5, '0');
    await home(window);
    expect(server.values.get(5)).toBe('0');
    window.close();
  });

  it('says the decision to take part again when the server does not have it', async () => {
    server.consent = null;
    const window = await Window.open(server, db);
    await answerAll(window, 0, 2);
    await home(window);
    expectWhole(server, 2);
    window.close();
  });

  it('lets a refusal stand that was given in another window', async () => {
    const window = await Window.open(server, db);
    await answerAll(window, 0, 1);
    await home(window);
    server.consent = false;
    await window.answer(1, '0');
    await until(() => server.calls.filter(({ kind }) => kind === 'put').length > 1, 'the put that is refused');
    await until(() => server.calls.filter(({ kind }) => kind === 'hello').length > 1, 'the question why');
    expect(server.consent).toBe(false);
    expect(server.values.has(1)).toBe(false);
    window.close();
  });

  it('sends nothing while a parent is against, and everything once the parent agrees again', async () => {
    const window = await Window.open(server, db);
    await answerAll(window, 0, 2);
    await home(window);
    server.parent = 'against';
    await window.answer(2, '2');
    await until(() => server.calls.filter(({ kind }) => kind === 'hello').length > 1, 'the question why');
    const puts = server.count('put');
    await window.answer(3, '3');
    await until(() => server.count('hello') > 3, 'the question asked again');
    expect(server.count('put')).toBe(puts);
    server.parent = 'none';
    server.tell({ kind: 'consent', epoch: null, run: null });
    await home(window);
    expectWhole(server, 4);
    window.close();
  });

  it('asks for the code again when the token is not taken', async () => {
    server.hub = () => Promise.reject(new ApiFault(401, 'token', null));
    server.http = () => ({ kind: 'http', hello: () => Promise.reject(new ApiFault(401, 'token', null)), close: () => undefined }) as never;
    const window = await Window.open(server, db);
    await window.answer(0, '1');
    await until(() => window.isLockedOut, 'locked out');
    expect(await db.count('answers')).toBe(1);
  });
});

describe('finish', () => {
  it('waits for the last answer and gives the key', async () => {
    const window = await Window.open(server, db);
    await until(() => window.last === 'online', 'online');
    server.online = false;
    server.cut();
    await answerAll(window, 0, 6);
    window.link.finish();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(window.key).toBeNull();
    expect(server.count('finish')).toBe(0);
    server.online = true;
    await until(() => window.key !== null, 'the key');
    expectWhole(server, 6);
  });

  it('asks again when the reply was lost, also after a reload', async () => {
    server.fate = (call, nth) => (call === 'finish' && nth === 0 ? 'unanswered' : 'fine');
    const window = await Window.open(server, db);
    await answerAll(window, 0, 3);
    window.link.finish();
    await until(() => server.state === 'finished', 'finished');
    window.close();
    const reloaded = await Window.open(server, db);
    await until(() => reloaded.key === 'KEY', 'the key after a reload');
  });

  it('tells that an expired session takes nothing more', async () => {
    server.state = 'expired';
    const window = await Window.open(server, db);
    await until(() => window.closedAs === 'expired', 'expired');
  });
});
