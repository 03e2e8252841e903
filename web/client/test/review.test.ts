// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
// @ts-expect-error The stand-in server is plain JavaScript.
import * as mock from '../mock/review.mjs';
import { ReviewBook } from '../review/book.svelte';
import { scrollTo, windowOf } from '../review/window';
import { alsoWords, nameOf, needsOf, sentenceOf, shortly } from '../review/words';
import type { QueueOther, QueuePage, QueueRow, TalkRequest } from '../shared/net/reviewWire';
import { reviewTexts } from '../shared/text/review';
import { loadLanguage } from '../shared/text/text';

const staff = { acts: ['readResults'], name: 'Мария Викторовна', word: 'word' };
let state: { staff: typeof staff | null };

beforeEach(() => {
  state = { staff, ...mock.reviewState() };
});

function read(query: string): QueuePage {
  const [status, page] = mock.reviewAnswer(state, 'GET', '/api/review/queue', new URLSearchParams(query), {}, null) as [number, QueuePage];
  expect(status).toBe(200);
  return page;
}

function note(talk: TalkRequest, word: string): number {
  return (mock.reviewAnswer(state, 'POST', '/api/review/talks', new URLSearchParams(), talk, word) as [number])[0];
}

describe('the stand-in of the queue', () => {
  it('tells fifty rows a page, the most needed first, and counts the whole place', () => {
    const first = read('');
    expect([first.rows.length, first.total, first.counts.all, first.classes.length]).toEqual([50, 2_000, 2_000, 80]);
    expect(first.counts.needsTalk + first.counts.ordinary).toBe(2_000);
    expect(first.rows[0]!.needs.map(({ reason }) => reason)).toContain('askedForTalk');
    expect(read('from=1990').rows.length).toBe(10);
  });

  it('marks a reason that fires on a third of a class, and gives it no weight there', () => {
    const room = read('').classes.find(({ classId }) => classId === 'c1')!;
    expect(room.rates.find(({ reason }) => reason === 'flat')?.isUseless).toBe(true);
    const rows = read('reason=flat&class=c1').rows;
    expect(rows.at(-1)!.needs.map(({ reason }) => reason)).toEqual(['flat']);
  });

  it('has room for so many talks, and a talk that is noted leaves it until it is taken back', () => {
    const [chosen] = read('talks=3').rows;
    expect(read('talks=3').total).toBe(3);
    const talk = { classId: chosen!.classId, seat: chosen!.seat };
    expect(note({ ...talk, held: true }, 'other')).toBe(403);
    expect(note({ ...talk, held: true }, 'word')).toBe(204);
    expect(read('state=talked').rows.map(({ classId, seat }) => ({ classId, seat }))).toEqual([talk]);
    expect(read('talks=3').rows).not.toContainEqual(chosen);
    expect(note({ ...talk, held: false }, 'word')).toBe(204);
    expect(read('talks=3').rows[0]).toEqual(chosen);
    expect(note({ ...talk, seat: 99, held: true }, 'word')).toBe(404);
  });
});

describe('the window of a long list', () => {
  it('draws what is seen and a little beyond, and never past the ends', () => {
    expect(windowOf(0, 400, 40, 2_000)).toEqual({ from: 0, to: 20 });
    expect(windowOf(40_000, 400, 40, 2_000)).toEqual({ from: 990, to: 1_020 });
    expect(windowOf(79_600, 400, 40, 2_000)).toEqual({ from: 1_980, to: 2_000 });
    expect(windowOf(79_600, 400, 40, 3)).toEqual({ from: 3, to: 3 });
    expect(windowOf(0, 0, 40, 0)).toEqual({ from: 0, to: 0 });
  });

  it('is scrolled no further than a row needs to be seen', () => {
    expect(scrollTo(3, 0, 400, 40)).toBeNull();
    expect(scrollTo(10, 0, 400, 40)).toBe(40);
    expect(scrollTo(2, 200, 400, 40)).toBe(80);
  });
});

describe('a reason in words', () => {
  beforeEach(() => loadLanguage(reviewTexts));

  it('names what says so', () => {
    expect(sentenceOf({ reason: 'unreliable', evidence: ['monotony', 'haste'] })).toBe('Ответы об интересах: много одинаковых подряд, быстрее, чем можно прочесть.');
    expect(sentenceOf({ reason: 'planAgainstValues', evidence: ['service', 'independence', 'balance'] })).toBe('Цель – пойти служить, а среди самого важного – свобода действий, время для себя.');
    expect(sentenceOf({ reason: 'gap', evidence: ['R', 'spatial', 'C', 'numerical'] })).toContain('«Мастерить и выращивать» и «Фигуры и механизмы», «Считать и упорядочивать» и «Числа»');
    expect(sentenceOf({ reason: 'changed', evidence: ['A.up', 'R.down'] })).toMatch(/«Придумывать и создавать» – выше, «Мастерить и выращивать» – ниже\.$/);
    expect(sentenceOf({ reason: 'undecided', evidence: ['newer-rule'] })).toContain('newer-rule');
    expect(shortly([])).toBe('Без признаков');
  });
});

describe('a student with several sessions', () => {
  beforeEach(() => loadLanguage(reviewTexts));
  const at = Date.UTC(2026, 10, 12, 12);
  const other: QueueOther = { classId: 'c2', seat: 4, needs: [{ reason: 'flat', evidence: [] }, { reason: 'gap', evidence: [] }], finishedAtMs: at, releasedAtMs: null };
  const row: QueueRow = { classId: 'c1', seat: 1, needs: [{ reason: 'flat', evidence: ['own'] }], finishedAtMs: at, releasedAtMs: null, talk: null, isTalked: false, others: [other] };

  it('has each reason once, the others said by class and day, and the name of whichever list was opened', () => {
    expect(needsOf(row)).toEqual([{ reason: 'flat', evidence: ['own'] }, { reason: 'gap', evidence: [] }]);
    expect(alsoWords(row, new Map([['c2', { ...read('').classes[0]!, grade: 9, letter: 'А · Интересы' }]]))).toBe('ещё: 9А · Интересы, 12 ноября');
    expect(alsoWords({ ...row, others: [] }, new Map())).toBeNull();
    expect(nameOf(row, (classId) => (classId === 'c2' ? 'Ромашкина' : undefined))).toBe('Ромашкина');
  });

  it('is found in the queue by either', () => {
    const book = new ReviewBook();
    book.rows.set(3, row);
    expect([book.indexOf('c1', 1), book.indexOf('c2', 4), book.indexOf('c2', 5)]).toEqual([3, 3, null]);
  });
});

describe('the queue of a page', () => {
  let asked: string[];

  beforeEach(() => {
    asked = [];
    vi.stubGlobal('fetch', async (path: string, request: RequestInit) => {
      asked.push(path);
      const address = new URL(path, 'http://x');
      if (address.pathname === '/api/staff/me') return Response.json(state.staff ?? {}, { status: state.staff === null ? 401 : 200 });
      const body: unknown = request.body === undefined ? {} : JSON.parse(request.body as string);
      const [status, reply] = mock.reviewAnswer(state, request.method, address.pathname, address.searchParams, body, new Headers(request.headers).get('X-Staff')) as [number, unknown];
      return new Response(status === 204 ? null : JSON.stringify(reply), { status });
    });
  });

  afterEach(() => vi.unstubAllGlobals());

  it('asks for a page once, and only for those that are looked at', async () => {
    const book = new ReviewBook();
    await book.start();
    expect([book.stage, book.total, book.rows.size]).toEqual(['open', 2_000, 50]);
    book.need(1_960, 2_000);
    book.need(1_970, 2_000);
    await vi.waitFor(() => expect(book.rows.size).toBe(100));
    expect(book.rows.has(1_999)).toBe(true);
    expect(asked.filter((path) => path.includes('/queue')).length).toBe(2);
  });

  it('begins anew with another part, and lets an older reply go', async () => {
    const book = new ReviewBook();
    await book.start();
    const older = book.choose({ reason: 'flat' });
    await book.choose({ class: 'c1', reason: '' });
    await older;
    expect(book.total).toBe(25);
    expect([...book.rows.values()].every(({ classId }) => classId === 'c1')).toBe(true);
  });

  it('marks a talk in its row and counts it, and tells a refusal', async () => {
    const book = new ReviewBook();
    await book.start();
    const before = book.head!.counts.needsTalk;
    const { classId, seat } = book.rows.get(0)!;
    await book.note(classId, seat, true);
    expect([book.rows.get(0)?.talk?.by, book.head!.counts.needsTalk]).toEqual(['Мария Викторовна', before - 1]);
    await book.note(classId, seat, false);
    expect([book.rows.get(0)?.talk, book.head!.counts.needsTalk]).toEqual([null, before]);
    state.staff = null;
    await book.note(classId, seat, true);
    expect(book.stage).toBe('signIn');
  });

  it('knows where a student stands, and reads the row after the last one it has', async () => {
    const book = new ReviewBook();
    await book.start();
    const last = book.rows.get(49)!;
    expect(book.indexOf(last.classId, last.seat)).toBe(49);
    expect(book.indexOf('nowhere', 1)).toBeNull();
    const next = await book.at(50);
    expect(book.indexOf(next!.classId, next!.seat)).toBe(50);
    expect([await book.at(-1), await book.at(2_000)]).toEqual([null, null]);
  });

  it('is told from a page that is not ours', async () => {
    state.staff = { ...staff, acts: [] };
    const book = new ReviewBook();
    await book.start();
    expect(book.stage).toBe('denied');
  });
});
