import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { ApiFault } from '../../shared/net/api';
import type { Database } from '../../shared/outbox/database';
import { Route } from '../../shared/outbox/route';
import type { Transport } from '../../shared/outbox/transport';
import { answerAll, browser, fastPace, home, until, Window } from './device';
import { expectWhole } from './expectWhole';
import { FakeServer } from './fakeServer';

let server: FakeServer;
let db: Database;

beforeEach(async () => {
  server = new FakeServer();
  db = (await browser()).db;
});

describe('the way there', () => {
  it('goes over plain HTTP when the hub does not open', async () => {
    server.hubWorks = false;
    const window = await Window.open(server, db);
    await answerAll(window, 0, 20);
    await home(window);
    expectWhole(server, 20);
    expect(server.hubOpenings).toBeGreaterThan(0);
    expect(server.calls.every(({ way }) => way === 'http')).toBe(true);
    window.close();
  });

  it('goes over plain HTTP at once while a socket hangs, and changes over when it opens after all', async () => {
    let open: () => void = () => undefined;
    const swallowed = new Promise<void>((resolve) => (open = resolve));
    const hub = server.hub;
    server.hub = async (events) => (await swallowed, hub(events));
    const window = await Window.open(server, db);
    await answerAll(window, 0, 3);
    await home(window);
    expect(server.calls.every(({ way }) => way === 'http')).toBe(true);
    // The word that there is no link was never said.
    expect(window.phases).toEqual(['connecting', 'online']);
    open();
    await until(() => server.calls.at(-1)?.way === 'hub', 'the hub');
    await answerAll(window, 3, 6);
    await home(window);
    expectWhole(server, 6);
    expect(server.calls.at(-1)?.way).toBe('hub');
    window.close();
  });

  it('waits no more than a second for the hub, and none for one that is refused', async () => {
    const asleep: number[] = [];
    const pace = { ...fastPace, sleep: (ms: number) => (asleep.push(ms), fastPace.sleep(ms)), random: () => 0.5 };
    const route = (openHub: () => Promise<never>): Route => new Route(openHub, server.http(), pace, { control: () => undefined, broken: () => undefined });
    expect((await route(() => new Promise(() => undefined)).open()).kind).toBe('http');
    expect(asleep).toEqual([1_000]);
    let tried = 0;
    const slow = { ...pace, sleep: () => new Promise<void>(() => undefined) };
    const refused = new Route(() => Promise.reject(new ApiFault(0, `${++tried}`, null)), server.http(), slow, { control: () => undefined, broken: () => undefined });
    expect((await refused.open()).kind).toBe('http');
    expect(tried).toBe(1);
  });

  it('brings a whole city back to the hub within seconds, no two in one moment', async () => {
    let now = 0;
    const back: number[] = [];
    for (let device = 0; device < 1_000; device++) {
      now = 0;
      let isDown = true;
      const pace = { now: () => now, sleep: () => Promise.resolve(), random: () => (device + 0.5) / 1_000 };
      const openHub = (): Promise<Transport> => (isDown ? Promise.reject(new ApiFault(0, 'offline', null)) : Promise.resolve({ ...server.http(), kind: 'hub' }));
      const route = new Route(openHub, server.http(), pace, { control: () => undefined, broken: () => undefined });
      const http = await route.open();
      route.failed();
      isDown = false;
      await route.open();
      route.worked(http);
      for (; !route.isBetterReady; now += 100) await route.probeHub();
      back.push(now);
    }
    expect(Math.max(...back)).toBeLessThan(16_000);
    const ofASecond = Array.from({ length: 16 }, (_, second) => back.filter((at) => Math.floor(at / 1_000) === second).length);
    expect(Math.max(...ofASecond)).toBeLessThan(150);
  });

  it('tries ever more rarely where a greeting works and nothing else does', async () => {
    const pace = { ...fastPace, random: () => 1 };
    server.fate = (call) => (call === 'put' ? 'lost' : 'fine');
    const window = await Window.open(server, db, { pace, start: false });
    await window.answer(0, '0');
    const began = pace.now();
    void window.link.run();
    await until(() => pace.now() - began > 60_000, 'a minute');
    // 0.5 + 1 + 2 + … + 20 s: seven greetings in a minute, and not two a second.
    expect(server.count('hello')).toBeLessThan(15);
    server.fate = () => 'fine';
    await home(window);
    window.close();
  });

  it('hears the lesson by asking over HTTP', async () => {
    server.hubWorks = false;
    server.run = 'lobby';
    const window = await Window.open(server, db);
    await until(() => window.run === 'lobby', 'lobby');
    server.run = 'running';
    await until(() => window.run === 'running', 'running');
    window.close();
  });

  it('hears of a pause over HTTP though answers are given without a rest', async () => {
    server.hubWorks = false;
    const window = await Window.open(server, db);
    await until(() => window.run === 'running', 'running');
    server.run = 'paused';
    for (let item = 0; window.run !== 'paused'; item = (item + 1) % 20) await window.answer(item, String(1 + (item % 5)));
    window.close();
  });

  it('returns to the hub when that opens again', async () => {
    server.hubWorks = false;
    const window = await Window.open(server, db);
    await answerAll(window, 0, 3);
    await home(window);
    server.hubWorks = true;
    await until(() => server.calls.at(-1)?.way === 'hub', 'the hub again');
    await answerAll(window, 3, 6);
    await home(window);
    expectWhole(server, 6);
    expect(server.calls.at(-1)?.way).toBe('hub');
    window.close();
  });

  it('leaves a hub that opens but carries nothing', async () => {
    const open = server.hub;
    server.hub = async (events) => ({ ...(await open(events)), put: () => Promise.reject(new ApiFault(0, 'offline', null)) });
    const window = await Window.open(server, db);
    await answerAll(window, 0, 4);
    await home(window);
    expectWhole(server, 4);
    expect(server.calls.filter(({ kind }) => kind === 'put').every(({ way }) => way === 'http')).toBe(true);
    window.close();
  });

  it('hears of a pause over the hub', async () => {
    const window = await Window.open(server, db);
    await until(() => window.last === 'online', 'online');
    server.tell({ kind: 'lesson', epoch: null, run: 'paused' });
    expect(window.run).toBe('paused');
    window.close();
  });

  it('opens at a moment of its own when a class begins, and a later word counts', async () => {
    server.run = 'lobby';
    let frozen: number | null = null;
    const window = await Window.open(server, db, { pace: { ...fastPace, now: () => frozen ?? fastPace.now(), random: () => 0.5 } });
    await until(() => window.last === 'online', 'online');
    frozen = fastPace.now();
    server.tell({ kind: 'lesson', epoch: null, run: 'running', spreadMs: 3_000 });
    frozen += 1_499;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(window.run).toBe('lobby');
    server.run = 'running';
    frozen += 1;
    await until(() => window.run === 'running', 'running');
    server.run = 'paused';
    server.tell({ kind: 'lesson', epoch: null, run: 'running', spreadMs: 3_000 });
    server.tell({ kind: 'lesson', epoch: null, run: 'paused' });
    frozen += 10_000;
    expect(window.run).toBe('paused');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(window.run).toBe('paused');
    window.close();
  });

  it('asks over the hub where the lesson is, in case a word was lost', async () => {
    server.run = 'lobby';
    const window = await Window.open(server, db);
    await until(() => window.run === 'lobby', 'lobby');
    server.run = 'running';
    await until(() => window.run === 'running', 'running');
    expect(server.calls.at(-1)?.way).toBe('hub');
    window.close();
  });

  it('says that there is no link when a reply is long in coming', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const open = server.hub;
    server.hub = async (events) => {
      const hub = await open(events);
      return { ...hub, put: async (request) => (await held, hub.put(request)) };
    };
    const window = await Window.open(server, db);
    await window.answer(0, '0');
    await until(() => window.phases.includes('online') && window.last === 'offline', 'no link');
    release();
    await home(window);
    expect(window.last).toBe('online');
    window.close();
  });

  it('keeps trying for as long as it takes', async () => {
    server.online = false;
    const window = await Window.open(server, db);
    await answerAll(window, 0, 2);
    await new Promise((resolve) => setTimeout(resolve, 500));
    server.online = true;
    await home(window);
    expectWhole(server, 2);
    window.close();
  });

  it('moves to another hub when the server ends, without a word and without a stop', async () => {
    const window = await Window.open(server, db);
    await answerAll(window, 0, 5);
    await home(window);
    const openings = server.hubOpenings;
    server.tell({ kind: 'moved', spreadMs: 20, epoch: null, run: null });
    await answerAll(window, 5, 10);
    await until(() => server.hubOpenings === openings + 1, 'another hub');
    await until(() => server.calls.filter(({ kind }) => kind === 'hello').length === 2, 'a greeting there');
    await answerAll(window, 10, 15);
    await home(window);
    expectWhole(server, 15);
    expect(window.phases).not.toContain('offline');
    expect(server.calls.every(({ way }) => way === 'hub')).toBe(true);
    window.close();
  });

  it('stays where it is when no other hub opens, until the old one breaks', async () => {
    const window = await Window.open(server, db);
    await answerAll(window, 0, 3);
    await home(window);
    server.hubWorks = false;
    server.tell({ kind: 'moved', spreadMs: 0, epoch: null, run: null });
    await answerAll(window, 3, 6);
    await home(window);
    expect(server.calls.every(({ way }) => way === 'hub')).toBe(true);
    server.cut();
    await answerAll(window, 6, 9);
    await home(window);
    expectWhole(server, 9);
    window.close();
  });
});
