// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiFault } from '../shared/net/api';
import type { EnterReply } from '../shared/net/wire';
import { openDatabase } from '../shared/outbox/database';
import { Sessions } from '../shared/outbox/sessions';
import { Lesson } from '../student/lesson.svelte';
import { blankRecord, until } from './outbox/device';
import { FakeServer } from './outbox/fakeServer';

vi.mock('../shared/outbox/pace', async (original) => {
  const speed = 50;
  const realPace = { now: () => performance.now() * speed, sleep: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms / speed)), random: () => Math.random() };
  return { ...(await original<object>()), realPace };
});

const servers = new Map<string, FakeServer>();
const pages: Lesson[] = [];

/** The server's doors on plain HTTP, by token; sockets are refused. */
async function answer(path: string, init: RequestInit): Promise<Response> {
  const server = servers.get(new Headers(init.headers).get('Authorization')?.replace('Bearer ', '') ?? '');
  const work = /^\/api\/session\/(hello|answers|finish)$/.exec(path)?.[1];
  if (server === undefined || work === undefined) return new Response('{}', { status: 503 });
  const http = server.http();
  const body = JSON.parse(String(init.body)) as never;
  return Response.json(await (work === 'hello' ? http.hello(body) : work === 'answers' ? http.put(body) : http.finish(body)));
}

function refusal(error: unknown): Response {
  if (error instanceof ApiFault && error.status > 0) return new Response('{}', { status: error.status });
  throw new TypeError('offline');
}

const entering = (token: string, seat: number): EnterReply =>
  ({ token, place: { ...blankRecord.place, seat }, packageHash: 'hash', consent: true }) as EnterReply;

async function open(): Promise<Lesson> {
  const page = new Lesson();
  pages.push(page);
  await page.start(false);
  return page;
}

async function sitDown(token = 'one', seat = 7): Promise<Lesson> {
  const page = await open();
  await enter(page, token, seat);
  return page;
}

async function enter(page: Lesson, token: string, seat: number): Promise<void> {
  await page.entered(entering(token, seat));
  await page.confirm();
  await until(() => page.link === 'online' && page.epoch !== null, 'online');
}

/** F5, or a power cut: nothing is said to anybody. */
function vanish(page: Lesson): void {
  page.phase('superseded');
}

async function held(): Promise<number> {
  const db = (await openDatabase())!;
  const rows = (await db.count('sessions')) + (await db.count('answers')) + (await db.count('pointers'));
  db.close();
  return rows;
}

async function untilHeld(rows: number): Promise<void> {
  for (let tries = 0; (await held()) !== rows && tries < 200; tries++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await held()).toBe(rows);
}

let server: FakeServer;

beforeEach(() => {
  indexedDB = new IDBFactory();
  sessionStorage.clear();
  servers.clear();
  server = new FakeServer();
  servers.set('one', server);
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => answer(path, init).catch(refusal));
});

afterEach(() => {
  for (const page of pages.splice(0)) vanish(page);
  vi.unstubAllGlobals();
});

describe('the wish to finish', () => {
  async function wishOffline(): Promise<Lesson> {
    const page = await sitDown();
    page.answer(0, '1');
    await until(() => page.pending === 0 && server.log.length === 1, 'home');
    server.online = false;
    page.answer(1, '2');
    page.finish();
    await until(() => page.link === 'offline', 'offline');
    return page;
  }

  it('outlives a reload', async () => {
    vanish(await wishOffline());
    const reloaded = await open();
    expect(reloaded.finishing).toBe(true);
    expect(reloaded.scene).toBe('end');
    server.online = true;
    await until(() => reloaded.resultKey === 'KEY', 'the key');
    expect(server.log.map(({ q }) => q)).toEqual([0, 1]);
  });

  it('outlives a stay in another window', async () => {
    const page = await wishOffline();
    server.epoch++;
    server.online = true;
    await until(() => page.stage === 'superseded', 'superseded');
    await until(() => page.handedOver === 1, 'the waiting answer is kept');
    await page.continueHere();
    await until(() => page.resultKey === 'KEY', 'the key');
  });

  it('outlives a new code for the same seat', async () => {
    const page = await wishOffline();
    server.isShut = true;
    server.online = true;
    await until(() => page.stage === 'code', 'the code is asked for');
    servers.set('two', server);
    server.isShut = false;
    await page.entered(entering('two', 7));
    await page.confirm();
    await until(() => page.resultKey === 'KEY', 'the key');
  });

  it('is not the next student’s in the same page', async () => {
    const page = await wishOffline();
    server.isShut = true;
    server.online = true;
    await until(() => page.stage === 'code', 'the code is asked for');
    page.refusedAnswers = 2;
    page.messages.said = [{ n: 1, message: 'quiet', at: 0 } as never];
    const other = new FakeServer();
    servers.set('other', other);
    await enter(page, 'other', 8);
    expect([page.finishing, page.refusedAnswers, page.messages.said.length]).toEqual([false, 0, 0]);
    expect(page.scene).not.toBe('end');
    page.answer(0, '3');
    await until(() => other.log.length === 1, 'home');
    page.finish();
    await until(() => page.resultKey === 'KEY', 'the key');
    expect(other.state).toBe('finished');
  });
});

describe('after the finish', () => {
  async function finished(): Promise<Lesson> {
    const page = await sitDown();
    page.answer(0, '1');
    await until(() => server.log.length === 1, 'home');
    page.finish();
    await until(() => page.resultKey === 'KEY', 'the key');
    return page;
  }

  it('nothing is left on the device before any button is pressed', async () => {
    const page = await finished();
    await untilHeld(0);
    expect(page.scene).toBe('done');
  });

  it('the key outlives a reload and nothing else', async () => {
    await finished();
    await untilHeld(0);
    const reloaded = await open();
    expect([reloaded.scene, reloaded.resultKey]).toEqual(['done', 'KEY']);
    sessionStorage.clear();
    const anew = await open();
    expect([anew.stage, anew.resultKey]).toEqual(['code', null]);
  });

  it('a code in the address puts an earlier key away', async () => {
    await finished();
    await untilHeld(0);
    const scanned = new Lesson();
    pages.push(scanned);
    await scanned.start(true);
    expect([scanned.stage, scanned.resultKey]).toEqual(['code', null]);
    expect((await open()).resultKey).toBeNull();
  });

  it('another tab of the same browser does not bring it back', async () => {
    const older = await sitDown();
    older.answer(0, '1');
    await until(() => server.log.length === 1, 'home');
    const newer = await open();
    vanish(older);
    newer.finish();
    await until(() => newer.resultKey === 'KEY', 'the key');
    await untilHeld(0);
    await older.continueHere();
    expect([older.stage, older.resultKey]).toEqual(['code', null]);
  });

  it('nothing is left either when no screen may tell the key', async () => {
    server.key = null;
    const page = await sitDown();
    page.answer(0, '1');
    await until(() => server.log.length === 1, 'home');
    page.finish();
    await until(() => page.stage === 'code', 'the code page');
    await untilHeld(0);
    expect(await new Sessions(await openDatabase()).readCurrent()).toBeNull();
  });
});

describe('a package the server does not have', () => {
  it('is said as what it is, and opens once it is there', async () => {
    let isThere = false;
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
      if (!path.startsWith('/api/package/')) return answer(path, init).catch(refusal);
      return Promise.resolve(isThere ? Response.json({ battery: 'b', version: '1.0.0', title: 'B', steps: [] }) : new Response('{}', { status: 404 }));
    });
    const page = await sitDown();
    await until(() => page.loadingText === 'lobby.missing', 'the word');
    isThere = true;
    await until(() => page.battery !== null, 'the package');
    expect(page.loadingText).toBe('lobby.loading');
  });
});
