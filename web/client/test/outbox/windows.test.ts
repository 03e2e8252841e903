import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { AnswerLog } from '../../shared/outbox/answerLog';
import { openDatabase, type Database } from '../../shared/outbox/database';
import { sendForgotten } from '../../shared/outbox/forgotten';
import { Sessions } from '../../shared/outbox/sessions';
import { blankRecord, browser, fastPace, home, until, Window } from './device';
import { FakeServer } from './fakeServer';

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});

describe('a reload', () => {
  it('resumes with the epoch it had, sends what was left, and continues the numbers', async () => {
    const { db } = await browser();
    const first = await Window.open(server, db);
    await first.answer(0, '1');
    await home(first);
    server.online = false;
    server.cut();
    await first.answer(1, '2');
    await first.answer(2, '3');
    first.close();
    server.online = true;
    const second = await Window.open(server, db);
    expect(second.log.valueOf(2)).toBe('3');
    expect(second.epoch).toBe(1);
    await second.answer(3, '4');
    await home(second);
    expect(server.log.map(({ q }) => q)).toEqual([0, 1, 2, 3]);
    expect(server.epoch).toBe(1);
    second.close();
  });

  it('in the middle of a put makes no duplicate and no hole', async () => {
    const { db } = await browser();
    for (let round = 0; round < 10; round++) {
      const window = await Window.open(server, db);
      for (let item = round * 4; item < round * 4 + 4; item++) await window.answer(item, 'x');
      await new Promise((resolve) => setTimeout(resolve, round));
      window.close();
    }
    const last = await Window.open(server, db);
    await home(last);
    expect(server.log.map(({ q }) => q)).toEqual(Array.from({ length: 40 }, (_, item) => item));
    last.close();
  });

  it('continues the monotonic clock', async () => {
    const { db } = await browser();
    const first = await Window.open(server, db, { start: false });
    await first.log.append(0, '1', 5_000);
    const second = await Window.open(server, db, { start: false });
    expect(second.log.elapsedMs).toBe(5_000);
  });

  it('keeps answers apart from the number of a record the disk lost after it was delivered', async () => {
    const { db } = await browser();
    const first = await Window.open(server, db);
    await first.answer(0, 'a');
    await first.answer(1, 'b');
    await home(first);
    first.close();
    await db.delete('answers', [blankRecord.sid, 2]);
    await new Sessions(db).patch(blankRecord.sid, { acked: 1 });
    const second = await Window.open(server, db, { start: false });
    await second.answer(2, 'c');
    void second.link.run();
    await home(second);
    expect(server.log.map(({ q }) => q)).toEqual([0, 1, 2]);
    expect(second.log.valueOf(1)).toBe('b');
    second.close();
  });
});

describe('two tabs of one browser', () => {
  it('never give a number twice, even when both write', async () => {
    const { db, name } = await browser();
    const other = (await openDatabase(name))!;
    const old = await AnswerLog.open(db, blankRecord);
    const young = await AnswerLog.open(other, blankRecord);
    await Promise.all(Array.from({ length: 20 }, (_, item) => (item % 2 === 0 ? old : young).append(item, 'x', item)));
    const stored = await db.getAll('answers');
    expect(stored.map(({ n }) => n)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(new Set(stored.map(({ q }) => q)).size).toBe(20);
  });

  it('the newer takes over, sends what the older left, and the older stops', async () => {
    const { db, name } = await browser();
    const old = await Window.open(server, db);
    await old.answer(0, '1');
    await home(old);
    server.fate = (call) => (call === 'put' ? 'lost' : 'fine');
    await old.answer(1, '2');
    await old.answer(2, '2');
    server.fate = () => 'fine';
    const young = await Window.open(server, (await openDatabase(name))!, { takeOver: true });
    await until(() => young.last === 'online', 'online');
    await young.answer(3, '3');
    await home(young);
    await until(() => old.last === 'superseded', 'superseded');
    expect(server.values).toEqual(new Map([[0, '1'], [1, '2'], [2, '2'], [3, '3']]));
    young.close();
  });

  it('the older stops at once when it is told', async () => {
    const { db } = await browser();
    const window = await Window.open(server, db);
    await until(() => window.last === 'online', 'online');
    server.tell({ kind: 'superseded', epoch: 99, run: null });
    expect(window.last).toBe('superseded');
    const puts = server.count('put');
    await window.answer(0, '1');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.count('put')).toBe(puts);
  });

  it('a reload of a superseded tab stays locked', async () => {
    const { db } = await browser();
    const window = await Window.open(server, db);
    await until(() => window.last === 'online', 'online');
    window.close();
    server.epoch++;
    const reloaded = await Window.open(server, db);
    await until(() => reloaded.last === 'superseded', 'locked');
  });
});

describe('two devices', () => {
  it('a new one gets the answers and goes on with the next number', async () => {
    const phone = await Window.open(server, (await browser()).db);
    for (let item = 0; item < 5; item++) await phone.answer(item, 'p');
    await home(phone);
    const desk = await Window.open(server, (await browser()).db, { takeOver: true });
    await until(() => desk.log.answered === 5, 'answers restored');
    expect(desk.log.valueOf(4)).toBe('p');
    await desk.answer(5, 'd');
    await home(desk);
    expect(server.log.length).toBe(6);
    expect(desk.log.saved).toBe(6);
    desk.close();
    phone.close();
  });

  it('what the first had not sent is numbered anew when it returns, and the later decision stays valid', async () => {
    const first = await browser();
    const phone = await Window.open(server, first.db);
    await phone.answer(0, 'p');
    await home(phone);
    server.online = false;
    server.cut();
    await phone.answer(1, 'phone');
    await phone.answer(2, 'phone');
    phone.close();
    server.online = true;

    const desk = await Window.open(server, (await browser()).db, { takeOver: true });
    await until(() => desk.last === 'online', 'online');
    await desk.answer(1, 'desk');
    await desk.answer(3, 'desk');
    await home(desk);

    const back = await Window.open(server, first.db, { takeOver: true });
    await home(back);
    await until(() => back.last === 'online', 'online');
    expect(server.values).toEqual(new Map([[0, 'p'], [1, 'desk'], [2, 'phone'], [3, 'desk']]));
    expect(server.log.filter(({ v }) => v === 'phone').map(({ q }) => q)).toEqual([1, 2]);
    expect(back.log.valueOf(1)).toBe('desk');
    await desk.answer(5, 'late');
    await until(() => desk.last === 'superseded', 'the desk stops');
    expect(server.values.has(5)).toBe(false);

    await back.answer(4, 'p');
    await home(back);
    const again = await Window.open(server, first.db);
    await home(again);
    expect(again.log.answered).toBe(5);
    expect(server.log.length).toBe(7);
    again.close();
    back.close();
  });

  it('waits for the teacher’s tap while the other one is alive', async () => {
    const { db } = await browser();
    server.occupied = true;
    const window = await Window.open(server, db, { takeOver: true });
    await until(() => window.last === 'occupied', 'asking');
    await window.answer(0, 'waiting');
    expect(server.count('put')).toBe(0);
    server.occupied = false;
    await home(window);
    expect(server.values.get(0)).toBe('waiting');
    expect(window.phases).not.toContain('superseded');
    window.close();
  });

  it('an answer whose acknowledgement was lost is recognised among the other device’s', async () => {
    const first = await browser();
    const phone = await Window.open(server, first.db);
    await until(() => phone.last === 'online', 'online');
    server.fate = (call) => (call === 'put' ? 'unanswered' : 'fine');
    await phone.answer(0, 'p');
    await until(() => server.log.length === 1, 'delivered');
    phone.close();
    server.fate = () => 'fine';
    const desk = await Window.open(server, (await browser()).db, { takeOver: true });
    await until(() => desk.last === 'online', 'online');
    await desk.answer(1, 'd');
    await home(desk);
    const back = await Window.open(server, first.db, { takeOver: true });
    await until(() => back.last === 'online', 'online');
    await home(back);
    expect(server.log.map(({ q }) => q)).toEqual([0, 1]);
    back.close();
    desk.close();
  });

  it('a server that forgot is told everything again', async () => {
    const { db } = await browser();
    const window = await Window.open(server, db);
    for (let item = 0; item < 6; item++) await window.answer(item, 'x');
    await home(window);
    window.close();
    server.log = [];
    const again = await Window.open(server, db);
    await until(() => server.log.length === 6, 'told again');
    again.close();
  });
});

describe('a device that cannot store', () => {
  it('goes on in memory, warns, and delivers', async () => {
    const window = await Window.open(server, null);
    for (let item = 0; item < 10; item++) await window.answer(item, 'm');
    await home(window);
    expect(server.log.length).toBe(10);
    expect(window.log.degraded).toBe(true);
    window.close();
  });

  it('recovers the numbers when the disk takes writes again', async () => {
    const { db } = await browser();
    const window = await Window.open(server, db);
    await window.answer(0, 'x');
    const original = db.transaction.bind(db);
    db.transaction = (() => {
      throw new DOMException('full', 'QuotaExceededError');
    }) as never;
    await window.answer(1, 'x');
    expect(window.log.degraded).toBe(true);
    await home(window);
    db.transaction = original as never;
    await window.answer(2, 'x');
    expect(window.log.degraded).toBe(false);
    await home(window);
    expect((await db.getAll('answers')).map(({ n, q }) => [n, q])).toEqual([[1, 0], [2, 1], [3, 2]]);
    expect(server.log.map(({ q }) => q)).toEqual([0, 1, 2]);
    window.close();
  });
});

describe('a replaced code', () => {
  it('ends the window and keeps what is unsent until the new code is typed', async () => {
    const { db } = await browser();
    const window = await Window.open(server, db);
    await window.answer(0, 'home');
    await home(window);
    server.isShut = true;
    server.cut();
    await window.answer(1, 'waits');
    await until(() => window.isLockedOut, 'locked out');
    await sendForgotten(db, window.sessions, () => 'class:8', fastPace, () => server.http());
    expect(server.values.get(1)).toBeUndefined();
    expect((await db.getAll('answers')).map(({ q }) => q)).toContain(1);

    server.isShut = false;
    const anew = await Window.open(server, db, { takeOver: true });
    await home(anew);
    expect([...server.values]).toEqual([[0, 'home'], [1, 'waits']]);
    anew.close();
  });
});

describe('a place given to the next student', () => {
  it('sends what the earlier one left and deletes it from the device', async () => {
    const { db } = await browser();
    const window = await Window.open(server, db);
    await until(() => window.last === 'online', 'online');
    server.online = false;
    server.cut();
    await window.answer(0, 'left');
    window.close();
    server.online = true;
    const sessions = new Sessions(db);
    await sessions.begin({ ...blankRecord, sid: 'class:8' });
    // Without locks (as in this test) nobody can be sure no tab is in that session: sent, but not deleted.
    await sendForgotten(db, sessions, () => 'class:8', fastPace, () => server.http());
    expect(server.values.get(0)).toBe('left');
    expect((await sessions.read('class:7'))?.acked).toBe(1);
  });

  it('leaves nothing behind after done', async () => {
    const { db } = await browser();
    const window = await Window.open(server, db);
    await window.answer(0, 'x');
    await home(window);
    await window.sessions.wipe(blankRecord.sid);
    for (const store of ['answers', 'sessions', 'refused', 'pointers'] as const) expect(await (db as Database).count(store)).toBe(0);
    window.close();
  });
});
