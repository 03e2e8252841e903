// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { staffPost } from '../shared/net/staff';
import { Setup } from '../setup/setup.svelte';
import { Journal } from '../staff/journal.svelte';
import { Staff } from '../staff/staff.svelte';
import { staffAnswer, staffState, type StaffMockState } from './staffMock';

/** What the browser asked the stand-in server for. */
interface Asked {
  method: string;
  path: string;
  word: string | null;
}

let state: StaffMockState;
let asked: Asked[];
let isOffline: boolean;
/** So many ways back are told to come again. */
let turnedAway: number;

beforeEach(() => {
  state = staffState();
  asked = [];
  isOffline = false;
  turnedAway = 0;
  history.replaceState(null, '', '/staff');
  vi.stubGlobal('fetch', async (path: string, request: RequestInit) => {
    const word = new Headers(request.headers).get('X-Staff');
    asked.push({ method: request.method!, path, word });
    if (isOffline) throw new TypeError('Failed to fetch');
    if (path.endsWith('/finish') && turnedAway-- > 0) return new Response('{"code":"external-unreachable"}', { status: 503, headers: { 'Retry-After': '0.01' } });
    const address = new URL(path, 'http://x');
    const body: unknown = request.body === undefined ? {} : JSON.parse(request.body as string);
    const [status, reply] = staffAnswer(state, request.method!, address.pathname, address.searchParams, body, word) ?? [200, { region: '', mayAddSchools: false, municipalities: [] }];
    return new Response(status === 204 ? null : JSON.stringify(reply), { status });
  });
});

afterEach(() => vi.unstubAllGlobals());

async function opened(login?: string): Promise<Staff> {
  const staff = new Staff();
  await staff.open();
  if (login !== undefined) expect(await staff.enter(login, 'four plain words')).toBeNull();
  return staff;
}

describe('the sign-in', () => {
  it('goes from the password straight in where the role needs no second factor', async () => {
    const staff = await opened();
    expect(staff.stage).toBe('enter');
    expect(await staff.enter('teacher', 'wrong')).toBe('sign-in-wrong');
    expect(staff.stage).toBe('enter');
    expect(await staff.enter('teacher', 'four plain words')).toBeNull();
    expect([staff.stage, staff.me?.role]).toEqual(['open', 'teacher']);
  });

  it('asks for the code, and a wrong one is no end of the session', async () => {
    const staff = await opened('region');
    expect(staff.stage).toBe('code');
    expect(await staff.proveCode('000000')).toBe('code-wrong');
    expect([staff.stage, staff.notice]).toEqual(['code', null]);
    expect(await staff.proveCode('123 456')).toBeNull();
    expect(staff.stage).toBe('open');
  });

  it('takes a recovery code instead', async () => {
    const staff = await opened('operator');
    expect(await staff.proveRecovery('7KD4R-2X9M0')).toBeNull();
    expect(staff.stage).toBe('open');
  });

  it('leads whoever lacks a second factor to setting one up', async () => {
    const staff = await opened('new');
    expect(staff.stage).toBe('factor');
  });

  it('keeps codes that are told once, whatever the address bar does', async () => {
    const staff = await opened('coordinator');
    staff.codes = ['7KD4R2X9M0'];
    staff.stage = 'codes';
    history.replaceState(null, '', '#home');
    await staff.open();
    expect([staff.stage, staff.codes]).toEqual(['codes', ['7KD4R2X9M0']]);
  });

  it('says so when the server is not reached, and tries again', async () => {
    isOffline = true;
    const staff = await opened();
    expect(staff.stage).toBe('offline');
    isOffline = false;
    await staff.load();
    expect(staff.stage).toBe('enter');
  });
});

describe('an invitation', () => {
  it('leaves the address bar at once and asks nothing about a session', async () => {
    history.replaceState(null, '', '/staff#invite=open');
    const staff = await opened();
    expect([staff.stage, staff.token, location.hash, asked]).toEqual(['invited', 'open', '', []]);
    staff.accepted('anna@mail.example', false);
    expect([staff.stage, staff.login, staff.notice, staff.token]).toEqual(['enter', 'anna@mail.example', 'made', '']);
  });
});

describe('a session that has ended', () => {
  it('leads to the sign-in and back to the same screen', async () => {
    const staff = await opened('coordinator');
    history.replaceState(null, '', '#journal');
    await staff.open();
    state.staff = null;
    const journal = new Journal(staff);
    await journal.start();
    expect([staff.stage, staff.notice, staff.me]).toEqual(['enter', 'ended', null]);
    await staff.enter('coordinator', 'four plain words');
    expect([staff.stage, staff.view, staff.notice]).toEqual(['open', 'journal', null]);
  });

  it('shows the set-up page the way to the sign-in', async () => {
    const setup = new Setup();
    await setup.load();
    expect(setup.stage).toBe('signIn');
    const staff = await opened('teacher');
    await setup.load();
    expect(setup.stage).toBe('denied');
    await staff.enter('region', 'four plain words');
    await setup.load();
    expect(setup.stage).toBe('signIn');
    await staff.proveCode('123456');
    await setup.load();
    expect(setup.stage).toBe('open');
  });
});

describe('the word', () => {
  it('goes with every change and never with a question', async () => {
    const staff = await opened('coordinator');
    expect(await staff.act(() => staffPost('/api/staff/people/p2/disable'))).toBeNull();
    expect(asked.at(-1)).toMatchObject({ method: 'POST', word: state.staff!.word });
    expect(asked.filter((one) => one.method === 'GET').every((one) => one.word === null)).toBe(true);
  });

  it('is asked for anew when another tab signed in, and the deed is done once', async () => {
    const staff = await opened('coordinator');
    state.staff!.word = 'the word of the other tab';
    asked = [];
    expect(await staff.act(() => staffPost('/api/staff/people/p2/disable'))).toBeNull();
    expect(asked.map((one) => one.path)).toEqual(['/api/staff/people/p2/disable', '/api/staff/me', '/api/staff/people/p2/disable']);
    expect(asked.at(-1)!.word).toBe(state.staff!.word);
  });

  it('is left out where nobody is signed in, as at a board opened by its PIN', async () => {
    await opened('coordinator');
    state.staff = null;
    await expect(staffPost('/api/staff/people/p2/disable')).rejects.toMatchObject({ code: 'sign-in' });
    asked = [];
    await staffPost('/api/board/x/lesson', { lesson: 'running' });
    expect(asked.at(-1)).toEqual({ method: 'POST', path: '/api/board/x/lesson', word: null });
  });
});

describe('the log', () => {
  it('is read page by page down to its first entry, each once', async () => {
    const staff = await opened('coordinator');
    const journal = new Journal(staff);
    await journal.start();
    expect([journal.entries.length, journal.complete]).toEqual([200, false]);
    await journal.more();
    await journal.more();
    expect([journal.entries.length, journal.complete, journal.added]).toEqual([state.journal, true, 50]);
    expect(new Set(journal.entries.map((entry) => entry.number)).size).toBe(state.journal);
  });

  it('keeps what was read when the link breaks', async () => {
    const staff = await opened('coordinator');
    const journal = new Journal(staff);
    await journal.start();
    isOffline = true;
    await journal.more();
    expect([journal.state, journal.fault, journal.entries.length]).toEqual(['fault', 'offline', 200]);
  });
});

describe('coming back from the sign-in provider', () => {
  it('signs in and leaves neither code nor state in the address bar', async () => {
    history.replaceState(null, '', '/staff?code=any&state=some');
    const staff = await opened();
    expect([staff.stage, location.search]).toEqual(['open', '']);
    expect(asked.filter((one) => one.path.endsWith('/finish'))).toHaveLength(1);
  });

  it('goes the way once more when the server says to come again, and then says why not', async () => {
    history.replaceState(null, '', '/staff?code=any&state=some');
    turnedAway = 1;
    expect((await opened()).stage).toBe('open');
    state.staff = null;
    history.replaceState(null, '', '/staff?code=any&state=some');
    turnedAway = 2;
    const staff = await opened();
    expect([staff.stage, staff.takeFault()]).toEqual(['enter', 'external-unreachable']);
    expect(asked.filter((one) => one.path.endsWith('/finish'))).toHaveLength(4);
  });

  it('says once why it did not come through', async () => {
    history.replaceState(null, '', '/staff?error=access_denied&state=some');
    const staff = await opened();
    expect([staff.stage, location.search]).toEqual(['enter', '']);
    expect([staff.takeFault(), staff.takeFault()]).toEqual(['external-refused', null]);
  });

  it('leads to the account page after a link', async () => {
    staffAnswer(state, 'POST', '/api/staff/enter', new URLSearchParams(), { login: 'teacher', password: 'any' }, null);
    history.replaceState(null, '', '/staff?code=link&state=some');
    const staff = await opened();
    expect([staff.view, staff.takeLinked(), staff.takeLinked()]).toEqual(['account', true, false]);
  });
});
