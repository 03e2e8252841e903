import { afterEach, describe, expect, it, vi } from 'vitest';
import { Day } from '../region/day/day.svelte';
import { byNeed, foundSchools, headroom, merged, turned } from '../region/day/merge';
import { areMinutes, StepsRun } from '../region/day/stepsRun.svelte';
import type { DayCount, DaySchool, DayView } from '../region/day/wire';
import { Region } from '../region/region.svelte';
import { SchoolWords } from '../shared/words/words.svelte';

const none: DayCount = {
  classes: 0, on: 0, over: 0, expected: 0, joined: 0, finished: 0, expectedNow: 0, joinedNow: 0, waiting: 0, answering: 0, lost: 0, finishedNow: 0, unsent: 0,
};
const school = (id: string, more: Partial<DayCount> = {}, troubles = 0): DaySchool => ({ id, name: `Школа ${id}`, municipalityId: 'm', count: { ...none, ...more }, troubles });
const view = (revision: string, schools: DaySchool[], more: Partial<DayView> = {}): DayView => ({
  revision, isWhole: true, atMs: 1, placeName: 'Край', total: none, municipalities: [], schools, troubles: [], trend: [], servers: [], rehearsed: null, ...more,
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the day', () => {
  it('lays what changed over what is known and keeps the order', () => {
    const known = view('a-1', [school('1'), school('2'), school('3')]);
    const next = merged(known, view('a-2', [school('2', { answering: 5 })], { isWhole: false, atMs: 2 }));
    expect(next.schools.map(({ id, count }) => [id, count.answering])).toEqual([['1', 0], ['2', 5], ['3', 0]]);
    expect([next.revision, next.atMs]).toEqual(['a-2', 2]);
    expect(merged(next, view('b-1', [school('9')])).schools).toHaveLength(1);
  });

  it('shows places in trouble first, then those that are on, and all parts of a list in turn', () => {
    const places = [school('rests'), school('works', { on: 1 }), school('one', {}, 1), school('two', {}, 2)];
    expect(byNeed(places, false).map(({ id }) => id)).toEqual(['two', 'one', 'works', 'rests']);
    expect(byNeed(places, true).map(({ id }) => id)).toEqual(['two', 'one']);
    expect([0, 1, 2].map((turn) => turned([1, 2, 3, 4, 5], 3, turn))).toEqual([[1, 2, 3], [4, 5], [1, 2, 3]]);
    expect(turned([], 3, 4)).toEqual([]);
  });

  it('finds schools by words in any order and says how many more there are', () => {
    const schools = [school('5'), school('15'), school('51')];
    expect(foundSchools(schools, '', 2)).toEqual({ shown: [], more: 0 });
    expect(foundSchools(schools, '5 ШКОЛА', 2).shown.map(({ id }) => id)).toEqual(['5', '15']);
    expect(foundSchools(schools, '5', 2).more).toBe(1);
  });

  it('leaves as headroom what the busier part leaves', () => {
    const load = { answersPerSecond: 0, waiting: 0, writerShare: 0.25, processorShare: 0.6, isStarved: false, isStoreLost: false, queue: 0, entriesPerSecond: 400 };
    expect(headroom({ name: 'a', isHeard: true, load, about: null })).toBeCloseTo(0.4);
  });

  it('names the revision it knows, and grows old while the counts stand still', async () => {
    vi.useFakeTimers();
    const asked: string[] = [];
    const replies = [view('a-1', [school('1')]), view('a-2', [], { isWhole: false, atMs: 2 })];
    vi.stubGlobal('document', { hidden: false });
    vi.stubGlobal('fetch', (path: string) => {
      asked.push(path);
      const reply = replies[asked.length - 1];
      return reply === undefined ? Promise.reject(new TypeError('offline')) : Promise.resolve(new Response(JSON.stringify(reply)));
    });
    const day = new Day(new Region());
    void day.run();
    await vi.advanceTimersByTimeAsync(0);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked.slice(0, 2)).toEqual(['/api/day', '/api/day?since=a-1']);
    expect([day.view?.revision, day.view?.schools.length, day.isStale]).toEqual(['a-2', 1, false]);
    await vi.advanceTimersByTimeAsync(10_000);
    day.tick();
    expect([day.isStale, day.fault, day.view?.revision]).toEqual([true, 'offline', 'a-2']);
    day.stop();
  });
});

describe('a school that an incident opens', () => {
  it('is in sight whatever was pressed or searched for before', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify({ classes: [] }))));
    const day = new Day(new Region());
    [day.openMunicipality, day.search] = ['another', 'школа'];
    const shown = day.show('s1');
    expect([day.openMunicipality, day.search, day.openSchool, day.soughtSchool]).toEqual([null, '', 's1', 's1']);
    await shown;
    expect([day.classes, day.soughtSchool]).toEqual([[], null]);
  });
});

describe('a step for all lessons', () => {
  const place = { kind: 'region', id: 'r', name: 'Край' };
  const served = (reply: (order: { step: string; minutes: unknown }) => Response): void => {
    vi.stubGlobal('fetch', (path: string, { body }: RequestInit) =>
      Promise.resolve(path === '/api/staff/me' ? new Response(null, { status: 204 }) : reply(JSON.parse(String(body)) as { step: string; minutes: unknown })),
    );
  };

  it('names minutes only where some are added, and only those the server takes', async () => {
    const sent: unknown[] = [];
    served((order) => {
      sent.push([order.step, order.minutes]);
      return new Response(JSON.stringify({ done: 1, missed: [], next: null }));
    });
    await new StepsRun(new Region(), 'pause', place, 45).go();
    await new StepsRun(new Region(), 'extend', place, 5).go();
    expect(sent).toEqual([['pause', 0], ['extend', 5]]);
    expect([null, 0, 1, 2.5, 30, 31].filter(areMinutes)).toEqual([1, 30]);
  });

  it('stops after the portion that is under way, and tells a refusal apart from a lost link', async () => {
    const portions = [new Response(JSON.stringify({ done: 9, missed: [], next: 'c9' })), new Response(JSON.stringify({ code: 'step-invalid' }), { status: 400 })];
    served(() => portions.shift()!);
    const run = new StepsRun(new Region(), 'pause', place, 0);
    const under = run.go();
    run.stop();
    await under;
    expect([run.state, run.done, portions.length]).toEqual(['stopped', 9, 1]);
    await run.go();
    expect([run.state, run.done]).toEqual(['refused', 0]);
  });

  it('goes on portion by portion, and once more with the same press where it broke', async () => {
    const sent: { press: string; after: string | null }[] = [];
    let breaks = true;
    vi.stubGlobal('fetch', (path: string, { body }: RequestInit) => {
      if (path === '/api/staff/me') return Promise.resolve(new Response(null, { status: 204 }));
      const order = JSON.parse(String(body)) as { press: string; after: string | null };
      sent.push(order);
      if (order.after === 'c9' && breaks) return Promise.reject(new TypeError('offline'));
      const portion = order.after === null ? { done: 9, missed: [{ schoolName: 'Школа', className: '8А' }], next: 'c9' } : { done: 3, missed: [], next: null };
      return Promise.resolve(new Response(JSON.stringify(portion)));
    });
    const run = new StepsRun(new Region(), 'extend', { kind: 'region', id: 'r', name: 'Край' }, 5);
    await run.go();
    expect([run.state, run.done]).toEqual(['broken', 9]);
    breaks = false;
    await run.go();
    expect([run.state, run.done, run.missed.length]).toEqual(['done', 12, 1]);
    expect(sent.map(({ after }) => after)).toEqual([null, 'c9', null, 'c9']);
    expect(new Set(sent.map(({ press }) => press)).size).toBe(1);
  });
});

describe('words to a school', () => {
  const stored = new Map<string, string>();
  const one = { id: 'w1', words: 'Ждём вас', sentAtMs: 1, endsAtMs: 2 };

  it('are gone here once they are read, also after a reload, and stay where that could not be told', async () => {
    vi.stubGlobal('sessionStorage', { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => stored.set(key, value) });
    let isAway = true;
    vi.stubGlobal('fetch', (path: string, { method }: RequestInit) => {
      if (path === '/api/staff/me') return Promise.resolve(new Response(null, { status: 204 }));
      if (method === 'GET') return Promise.resolve(new Response(JSON.stringify([one])));
      return isAway ? Promise.reject(new TypeError('offline')) : Promise.resolve(new Response(null, { status: 204 }));
    });
    const words = new SchoolWords('/words');
    await words.load();
    await words.mark(one);
    expect(words.open).toHaveLength(1);
    isAway = false;
    await words.mark(one);
    expect(words.open).toHaveLength(0);
    const again = new SchoolWords('/words');
    await again.load();
    expect(again.open).toHaveLength(0);
  });
});
