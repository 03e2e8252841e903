// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiFault } from '../shared/net/api';
import type { BatteryPackage, EnterReply, NextTask, PackageStep } from '../shared/net/wire';
import { ChosenTasks, givenIn, lengthOf } from '../student/chosen';
import { Lesson } from '../student/lesson.svelte';
import { blankRecord, until } from './outbox/device';
import { FakeServer } from './outbox/fakeServer';

vi.mock('../shared/outbox/pace', async (original) => {
  const speed = 8;
  const realPace = { now: () => performance.now() * speed, sleep: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms / speed)), random: () => Math.random() };
  return { ...(await original<object>()), realPace };
});

const task = { text: '?', format: 0, options: [{ text: 'a' }, { text: 'b' }] };
const plain = (id: string, first: number): PackageStep => ({ id, title: id, instruction: '', minutes: 1, first, formats: [{ type: 'singleChoice' }], items: [task] });
const bank: PackageStep = {
  id: 'bank', title: 'bank', instruction: '', minutes: 5, first: 1, tasks: true, formats: [{ type: 'singleChoice' }],
  items: Array.from({ length: 8 }, () => task), adaptive: { most: 4, order: [1, 3, 5, 7, 0, 2, 4, 6] },
};
const content: BatteryPackage = { battery: 'b', version: '1.0.0', title: 'b', steps: [plain('before', 0), bank, plain('after', 9)] };

describe('the next task of a section whose tasks are chosen', () => {
  const given = (...positions: number[]) => (position: number): boolean => positions.includes(position);

  it('is the server’s while the server knows of as many answers', () => {
    const chosen = new ChosenTasks();
    expect(chosen.next(bank, 1, given())).toBeNull();
    chosen.hear([{ s: 1, k: 0, q: 6 }]);
    expect(chosen.next(bank, 1, given())).toBe(6);
    expect(chosen.next(bank, 1, given(6))).toBeNull();
    chosen.hear([{ s: 1, k: 1, q: 3 }]);
    expect(chosen.next(bank, 1, given(6))).toBe(3);
  });

  it('is not one that was given, nor one of another section, whatever is told', () => {
    const chosen = new ChosenTasks();
    for (const q of [0, 9, 100, -1, 6]) {
      chosen.hear([{ s: 1, k: 1, q }]);
      expect(chosen.next(bank, 1, given(6))).toBeNull();
    }
  });

  it('ends by the server’s word, and after as many as there may be without it', () => {
    const chosen = new ChosenTasks();
    chosen.hear([{ s: 1, k: 2, q: null }]);
    expect(chosen.next(bank, 1, given(2, 3))).toBe('end');
    expect(chosen.left(bank, 1, given(2, 3))).toBe(0);
    expect(chosen.next(bank, 1, given(2))).toBeNull();
    expect(chosen.left(bank, 1, given(2))).toBe(3);
    expect(new ChosenTasks().next(bank, 1, given(1, 2, 3, 4))).toBe('end');
  });

  it('without a link follows the order of the package past what was given', () => {
    const chosen = new ChosenTasks();
    expect(chosen.withoutLink(bank, given())).toBe(2);
    expect(chosen.withoutLink(bank, given(2, 4))).toBe(6);
    expect(chosen.withoutLink(bank, given(2, 4, 6, 8))).toBe('end');
    expect([givenIn(bank, given(0, 1, 8, 9)), lengthOf(bank), lengthOf(plain('x', 0))]).toEqual([2, 4, 1]);
  });
});

describe('a lesson with such a section', () => {
  let server: FakeServer;
  const pages: Lesson[] = [];
  /** The server goes through the bank from its end, so that its tasks are told from those of the package's order. */
  const fromTheEnd = (values: Map<number, string>): NextTask[] => {
    const open = [8, 7, 6, 5, 4, 3, 2, 1].filter((position) => !values.has(position));
    const k = 8 - open.length;
    return [{ s: 1, k, q: k >= 4 ? null : open[0]! }];
  };

  beforeEach(() => {
    indexedDB = new IDBFactory();
    sessionStorage.clear();
    server = new FakeServer();
    server.hubWorks = false;
    server.chooses = fromTheEnd;
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
      if (path.startsWith('/api/package/')) return Response.json(content);
      const work = /^\/api\/session\/(hello|answers|finish)$/.exec(path)?.[1];
      if (work === undefined) return new Response('{}', { status: 503 });
      const http = server.http();
      const body = JSON.parse(String(init.body)) as never;
      try {
        return Response.json(await (work === 'hello' ? http.hello(body) : work === 'answers' ? http.put(body) : http.finish(body)));
      } catch (error) {
        if (error instanceof ApiFault && error.status > 0) return new Response('{}', { status: error.status });
        throw new TypeError('offline');
      }
    });
  });

  afterEach(() => {
    for (const page of pages.splice(0)) page.phase('superseded');
    vi.unstubAllGlobals();
  });

  async function sitDown(): Promise<Lesson> {
    const page = new Lesson();
    pages.push(page);
    await page.start(false);
    await page.entered({ token: 'one', place: blankRecord.place, packageHash: 'hash', consent: true } as EnterReply);
    await page.confirm();
    await until(() => page.link === 'online' && page.battery !== null && page.scene === 'intro', 'the first part');
    await page.practised();
    return page;
  }

  const here = (page: Lesson) => page.battery!.items[page.position]!;

  async function intoTheBank(page: Lesson): Promise<void> {
    page.goTo(1);
    expect(page.scene).toBe('intro');
    page.begin(here(page));
    await until(() => page.scene === 'item', 'a task');
  }

  async function solve(page: Lesson): Promise<number> {
    const item = here(page);
    page.answer(item.position, '0');
    page.onward(item);
    await until(() => page.position !== item.position && page.scene !== 'choosing', 'the next');
    return item.position;
  }

  it('goes by the server’s word, forwards only, and ends where it says', async () => {
    const page = await sitDown();
    await intoTheBank(page);
    expect([page.position, page.placeOf(here(page))]).toEqual([8, { n: 1, of: 4 }]);
    expect(page.canGoBack(page.position)).toBe(false);
    const path = [await solve(page), await solve(page)];
    expect(page.placeOf(here(page))).toEqual({ n: 3, of: 4 });
    path.push(await solve(page), await solve(page));
    expect(path).toEqual([8, 7, 6, 5]);
    expect([page.position, page.scene, page.canGoBack(page.position)]).toEqual([9, 'intro', false]);
    expect(page.openCount).toBe(2);
  });

  it('goes on by the package’s order when the link dies, and by the server’s word when it is back', async () => {
    const page = await sitDown();
    await intoTheBank(page);
    expect(await solve(page)).toBe(8);
    server.online = false;
    expect(await solve(page)).toBe(7);
    expect(page.position).toBe(2);
    await until(() => page.link === 'offline', 'offline');
    server.online = true;
    await until(() => page.link === 'online' && page.pending === 0, 'online');
    expect(await solve(page)).toBe(2);
    expect(page.position).toBe(6);
    expect(await solve(page)).toBe(6);
    expect(page.position).toBe(9);
    await until(() => server.log.length === 4, 'home');
    expect(server.log.map(({ q }) => q)).toEqual([8, 7, 2, 6]);
  });

  it('without a link from the beginning is the fixed form', async () => {
    const page = await sitDown();
    server.online = false;
    page.answer(0, '1');
    await until(() => page.link === 'offline', 'offline');
    server.chooses = () => [];
    await intoTheBank(page);
    const path = [];
    // The first task was told with the greeting: a word that counts is used, link or not.
    for (let n = 0; n < 4; n++) path.push(await solve(page));
    expect(path).toEqual([8, 2, 4, 6]);
    expect(page.position).toBe(9);
  });

  it('a reload comes to the same next task, also where the first of the bank was given', async () => {
    server.chooses = (values) => {
      const open = [1, 2, 3, 4, 5, 6, 7, 8].filter((position) => !values.has(position));
      return [{ s: 1, k: 8 - open.length, q: open[0] ?? null }];
    };
    const page = await sitDown();
    page.answer(0, '1');
    await intoTheBank(page);
    await solve(page);
    await solve(page);
    const next = page.position;
    await until(() => page.pending === 0, 'home');
    page.phase('superseded');
    const again = new Lesson();
    pages.push(again);
    await again.start(false);
    await until(() => again.scene === 'intro' && again.link === 'online', 'the part again');
    expect(again.position).toBe(1);
    again.begin(here(again));
    await until(() => again.scene === 'item', 'a task');
    expect(again.position).toBe(next);
  });

  it('a server that says nothing holds nobody up', async () => {
    server.chooses = null;
    const page = await sitDown();
    await intoTheBank(page);
    const path = [await solve(page), await solve(page), await solve(page), await solve(page)];
    expect(path).toEqual([2, 4, 6, 8]);
    expect(page.position).toBe(9);
  });

  it('a task passed by is not offered again', async () => {
    const page = await sitDown();
    await intoTheBank(page);
    const item = here(page);
    page.answer(item.position, '');
    page.onward(item);
    await until(() => page.position !== item.position, 'the next');
    expect(page.position).toBe(7);
  });
});
