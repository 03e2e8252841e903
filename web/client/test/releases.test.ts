// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccessReport, Campaign, NewKey, ParentKeyCard, SeatRelease } from '../shared/net/resultsWire';
import { staffTexts } from '../shared/text/staff';
import { loadLanguage } from '../shared/text/text';
import { csvOf } from '../shared/files/csv';
import { rowsOf } from '../staff/access';
import { AccessBook } from '../staff/access.svelte';
import { signsOf } from '../staff/releaseSigns';
import { effectWords, formOf, isNewest, nextWords, ofDay, settingsOf, toDay } from '../staff/campaign';
import { ResultsBook } from '../staff/results.svelte';
import { mayOpen } from '../staff/rights';
import { Staff } from '../staff/staff.svelte';
import { staffAnswer, staffState, type StaffMockState } from './staffMock';

let state: StaffMockState;
let asked: string[];

beforeEach(async () => {
  await loadLanguage(staffTexts);
  state = staffState();
  asked = [];
  history.replaceState(null, '', '/staff');
  vi.stubGlobal('fetch', async (path: string, request: RequestInit) => {
    asked.push(`${request.method} ${path}`);
    const address = new URL(path, 'http://x');
    const body: unknown = request.body === undefined ? {} : JSON.parse(request.body as string);
    const word = new Headers(request.headers).get('X-Staff');
    const [status, reply] = staffAnswer(state, request.method!, address.pathname, address.searchParams, body, word) ?? [404, { code: 'not-found' }];
    return new Response(status === 204 ? null : JSON.stringify(reply), { status });
  });
});

afterEach(() => vi.unstubAllGlobals());

async function signedIn(role: string): Promise<Staff> {
  const staff = new Staff();
  await staff.open();
  await staff.enter(role, 'four plain words');
  if (staff.stage === 'code') await staff.proveCode('123456');
  return staff;
}

describe('results', () => {
  it('open at the only school, and ask for one class at a time', async () => {
    const book = new ResultsBook(await signedIn('psychologist'));
    asked = [];
    await book.start();
    expect([book.school?.id, book.classes?.length]).toEqual(['s1', 3]);
    await book.openClass('c9');
    expect(book.room?.seats.length).toBe(6);
    expect(asked).toEqual(['GET /api/staff/results', 'GET /api/staff/results/schools/s1', 'GET /api/staff/results/classes/c9']);
  });

  it('are released for all, withdrawn with a reason, and get a new key', async () => {
    const book = new ResultsBook(await signedIn('psychologist'));
    await book.openClass('c9');
    expect(await book.release(2)).toBe(1);
    expect(book.room?.seats.find(({ seat }) => seat === 2)?.state).toBe('released');
    expect(await book.release(null)).toBe(2);
    expect(await book.withdraw(2, 'asked')).toBe(true);
    expect(book.room?.seats.find(({ seat }) => seat === 2)).toMatchObject({ state: 'preliminary', withdrawn: { reason: 'asked' } });
    expect(await book.withdraw(99, 'asked')).toBe('not-found');
    expect(((await book.newKey(1)) as NewKey).key).toMatch(/^\w{4}-\w{4}-\w{4}$/);
  });

  it('give the keys of parents’ texts of the class, or a fault’s code', async () => {
    const book = new ResultsBook(await signedIn('psychologist'));
    expect(await book.parentKeys()).toBe('not-found');
    await book.openClass('c9');
    const cards = (await book.parentKeys()) as readonly ParentKeyCard[];
    expect(cards.map(({ seat, key }) => [seat, key.replaceAll('-', '').length])).toEqual([[3, 16]]);
  });

  it('are no page of a teacher or a coordinator', async () => {
    const teacher = await signedIn('teacher');
    expect(mayOpen(teacher.me!, 'results')).toBe(false);
    const book = new ResultsBook(teacher);
    await book.start();
    expect(book.fault).toBe('not-yours');
  });
});

describe('what is known before a release', () => {
  it('counts only what waits, and who has two marks in both', () => {
    const seat = (number: number, more: Partial<SeatRelease>): SeatRelease => ({
      seat: number, spare: false, state: 'preliminary', finishedAtMs: 1, releasedAtMs: null, inDoubt: false, lateSections: 0, wantsTalk: false, withdrawn: null, ...more,
    });
    const seats = [
      seat(1, {}), seat(2, { inDoubt: true, wantsTalk: true }), seat(3, { lateSections: 2 }),
      seat(4, { state: 'released', inDoubt: true }), seat(5, { state: 'unfinished', wantsTalk: true }),
    ];
    expect(signsOf(seats)).toEqual({ waiting: 3, inDoubt: 1, late: 1, wantTalk: 1, plain: 1 });
    expect(signsOf([])).toEqual({ waiting: 0, inDoubt: 0, late: 0, wantTalk: 0, plain: 0 });
  });
});

describe('campaign settings', () => {
  const settings = { opensAtMs: new Date(2026, 8, 1).getTime(), closesAtMs: new Date(2027, 4, 26).getTime(), interests: true, values: true, nextSteps: true, aptitudes: false, keepYears: 4, parentsDecide: [8, 9], operatorName: '', operatorAddress: '' };
  const was: Campaign = { id: 'g', regionId: 'r', regionName: 'Край', year: 2026, stamp: 'a', settings, eraseFromMs: new Date(2031, 4, 26).getTime() };
  const effect = { eraseFromMs: was.eraseFromMs, due: 0, preliminary: 0, solutionsOpen: null, notStarted: 0 };

  it('show the last day of the window and come back to the millisecond', () => {
    const form = formOf(settings);
    expect([form.opens, form.lastDay]).toEqual(['2026-09-01', '2027-05-25']);
    expect(settingsOf(form, settings)).toEqual(settings);
    expect(settingsOf({ ...form, lastDay: '2027-05-26' }, settings)).toEqual({ ...settings, closesAtMs: new Date(2027, 4, 27).getTime() });
    const odd = { ...settings, opensAtMs: settings.opensAtMs + 12_345, closesAtMs: settings.closesAtMs + 12_345 };
    expect(settingsOf(formOf(odd), odd)).toEqual(odd);
  });

  it('name what is wrong', () => {
    const form = formOf(settings);
    expect(settingsOf({ ...form, opens: '' }, settings)).toBe('date-invalid');
    expect(settingsOf({ ...form, lastDay: '2027-02-30' }, settings)).toBe('date-invalid');
    expect(settingsOf({ ...form, lastDay: '2026-08-30' }, settings)).toBe('window-empty');
    for (const years of ['', '0', '11', '2.5', 'x']) expect(settingsOf({ ...form, keepYears: years }, settings)).toBe('keep-years-invalid');
    expect(settingsOf({ ...form, operatorName: 'Центр', operatorAddress: ' ' }, settings)).toBe('operator-half');
  });

  it('know the days of the calendar', () => {
    expect(ofDay('2028-02-29')).toBe(new Date(2028, 1, 29).getTime());
    expect([ofDay('2027-02-29'), ofDay('27-02-29'), ofDay('')]).toEqual([null, null, null]);
    expect(toDay(new Date(2026, 0, 5, 23, 59).getTime())).toBe('2026-01-05');
  });

  it('say what a change means, and nothing where nothing changes', () => {
    expect(effectWords(was, { ...settings, parentsDecide: [9, 8].sort() }, effect)).toEqual([]);
    const shorter = effectWords(was, { ...settings, keepYears: 1 }, { ...effect, eraseFromMs: was.eraseFromMs - 1_000, due: 412 });
    expect(shorter).toHaveLength(2);
    expect(shorter[1]).toContain('412');
    expect(effectWords(was, { ...settings, aptitudes: true }, { ...effect, preliminary: 37 }).join(' ')).toContain('37');
    expect(effectWords(was, { ...settings, parentsDecide: [8] }, { ...effect, notStarted: 120 }).join(' ')).toContain('120');
    expect(effectWords(was, { ...settings, operatorName: 'Центр', operatorAddress: 'Улица' }, effect).join(' ')).toContain('«Центр»');
    expect(effectWords(was, { ...settings, closesAtMs: 1 }, { ...effect, solutionsOpen: true })).toHaveLength(2);
  });

  it('say what the next campaign means; a year is text', () => {
    const next = { newestYear: 2026, year: 2027, opensAtMs: new Date(2027, 0, 1).getTime(), closesAtMs: new Date(2028, 0, 1).getTime(), classes: 1250, running: 0 };
    const words = nextWords(next);
    expect(words).toHaveLength(5);
    expect(words[0]).toContain('2027');
    expect(words[1]).toMatch(/2026.*1.250/);
    expect(words[3]).toContain('31');
    expect(nextWords({ ...next, running: 3 })).toHaveLength(6);
  });

  it('are followed by the next campaign once a region', () => {
    const list = [{ ...was, id: 'b', year: 2027 }, was, { ...was, id: 'c', regionId: 's' }];
    expect(list.map((one) => isNewest(list, one))).toEqual([true, false, true]);
  });
});

describe('the access report', () => {
  it('gathers every line before it is saved', async () => {
    const book = new AccessBook(await signedIn('coordinator'));
    await book.open('s1', 1, 2);
    expect(book.report?.lines.length).toBe(100);
    expect(await book.all()).toBe(true);
    expect(new Set(book.report?.lines.map(({ number }) => number)).size).toBe(249);
    expect(book.report?.before).toBeNull();
  });

  it('is a table for Excel without formulas', async () => {
    const book = new AccessBook(await signedIn('coordinator'));
    await book.open('s1', 1, 2);
    const csv = csvOf(rowsOf(book.report as AccessReport));
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(csv).toContain(`"'=Мария; ""Викторовна""";p3@school12.example`);
    expect(csv.split('\r\n').filter((line) => line.startsWith('='))).toEqual([]);
    expect(csv).toContain('Анна Сергеевна Иванова;Координатор школы;Открыты карточки с кодами;3');
  });

  it('tells a fault and reads again', async () => {
    const book = new AccessBook(await signedIn('coordinator'));
    await book.open('s1', 2, 1);
    expect([book.report, book.fault]).toEqual([null, 'period-invalid']);
  });
});
