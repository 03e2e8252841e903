// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserOf } from '../check/browser';
import { faultOf } from '../check/check.svelte';
import { everyMs, measureConnection, requests, summarise, type World } from '../check/connection';
import { checkDevice, keepNumber, lastNumber, readNumber } from '../check/device';
import { checkStorage } from '../check/storage';
import { ApiFault } from '../shared/net/api';
import { findingsOf, points } from '../shared/net/readinessPoints';
import type { ReadinessFinding } from '../shared/net/readinessWire';
import readyRu from '../shared/text/ready.ru.json';

const source = (path: string): string => readFileSync(join(import.meta.dirname, '../../..', path), 'utf8');
const reply = (tookMs: number, offsetMs = 0) => ({ tookMs, offsetMs });

/** A world with timers of the test's own, whose server answers after a while of its choosing. */
function world(tookMs: (request: number) => number | null, ahead = 0): World & { sentAt: number[] } {
  const begun = Date.now();
  const sentAt: number[] = [];
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  return {
    sentAt,
    now: () => Date.now() - begun,
    wallClock: () => Date.now() + ahead,
    pause,
    send: async () => {
      const took = tookMs(sentAt.length);
      sentAt.push(Date.now() - begun);
      if (took === null) throw new ApiFault(0, 'offline', null);
      await pause(took / 2);
      const serverMs = Date.now();
      await pause(took / 2);
      return serverMs;
    },
  };
}

async function measured(one: World, onsent: (sent: number) => void = () => undefined) {
  const work = measureConnection(one, onsent);
  await vi.advanceTimersByTimeAsync(120_000);
  return work;
}

describe('the connection', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is asked at an even pace for a minute', async () => {
    const even = world((request) => (request === 3 ? 9_000 : 10));
    const told: number[] = [];
    await measured(even, (sent) => told.push(sent));
    expect(even.sentAt).toEqual(Array.from({ length: requests }, (_, at) => at * everyMs));
    expect(told.at(-1)).toBe(requests);
    expect(requests * everyMs).toBe(60_000);
  });

  it('counts what never came and tells the clock by the replies', async () => {
    expect(await measured(world((request) => (request % 6 === 0 ? null : 40), 90_000))).toEqual({ sent: 24, failed: 4, medianMs: 40, slowMs: 40, clockOffsetMs: 90_000 });
  });

  it('says nearest ranks: times that were measured', () => {
    const ten = Array.from({ length: 10 }, (_, at) => reply((at + 1) * 10));
    expect(summarise(ten)).toMatchObject({ medianMs: 50, slowMs: 90 });
    expect(summarise([reply(7), null])).toMatchObject({ sent: 2, failed: 1, medianMs: 7, slowMs: 7 });
  });

  it('takes the clock of the quickest reply and none where nothing came', () => {
    expect(summarise([reply(500, 9_999), reply(20, 5_000)]).clockOffsetMs).toBe(5_000);
    expect(summarise([null, null])).toEqual({ sent: 2, failed: 2, medianMs: null, slowMs: null, clockOffsetMs: 0 });
  });
});

describe('the storage', () => {
  it('keeps what is written and leaves nothing behind', async () => {
    expect(await checkStorage()).toBe('kept');
    expect((await indexedDB.databases()).map((one) => one.name)).not.toContain('step-into-the-future-check');
  });

  it('is refused by a full disk and missing where there is none', async () => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    expect(await checkStorage()).toBe('refused');
    IDBObjectStore.prototype.put = put;
    const own = globalThis.indexedDB;
    Reflect.deleteProperty(globalThis, 'indexedDB');
    expect(await checkStorage()).toBe('missing');
    globalThis.indexedDB = own;
  });
});

describe('the browser', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36', 'chromium', 109],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 YaBrowser/24.10.0.0 Safari/537.36', 'chromium', 128],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0.0.0 Safari/537.36', 'chromium', 130],
    ['Mozilla/5.0 (Windows NT 6.1; rv:115.0) Gecko/20100101 Firefox/115.0', 'firefox', 115],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15', 'other', 0],
  ])('is read from %s', (agent, browser, browserVersion) => expect(browserOf(agent)).toEqual({ browser, browserVersion }));
});

describe('a computer', () => {
  it.each([
    ['7', 7],
    [' 99 ', 99],
    ['0', null],
    ['100', null],
    ['1a', null],
    ['', null],
    ['07', null],
  ])('has the number %j', (typed, number) => expect(readNumber(typed)).toBe(number));

  it('keeps its name and its number', () => {
    expect(checkDevice()).toMatch(/^[0-9a-f]{32}$/);
    expect(checkDevice()).toBe(checkDevice());
    keepNumber(12);
    expect(lastNumber()).toBe('12');
  });
});

describe('a refusal', () => {
  it.each([
    [404, 'unknown'],
    [410, 'over'],
    [409, 'full'],
    [429, 'many'],
    [401, 'closed'],
    [0, 'offline'],
    [503, 'offline'],
  ])('%i is told as %s', (status, fault) => expect(faultOf(new ApiFault(status, 'x', null))).toBe(fault));
});

describe('the reasons', () => {
  const enums = source('engine/Readiness/ReadinessReason.cs').split('enum ReadinessReason')[1]!.split('}')[0]!;
  const reasons = [...enums.matchAll(/^ {4}([A-Z]\w+),/gm)].map((match) => match[1]![0]!.toLowerCase() + match[1]!.slice(1));

  it('of the server all have words, what to do, and one point each', () => {
    expect(reasons.length).toBeGreaterThan(20);
    for (const reason of reasons) {
      expect(Object.keys(readyRu)).toEqual(expect.arrayContaining([`reason.${reason}`, `reason.${reason}.do`]));
      expect([reason, points.filter((point) => reason.startsWith(point)).length]).toEqual([reason, 1]);
    }
    expect(Object.keys(readyRu).filter((key) => /^reason\.\w+$/.test(key)).length).toBe(reasons.length);
  });

  it('stand under their point', () => {
    const findings = reasons.map((reason) => ({ reason, weight: 'remarks' }) as ReadinessFinding);
    expect(points.flatMap((point) => findingsOf(findings, point)).length).toBe(reasons.length);
  });
});
