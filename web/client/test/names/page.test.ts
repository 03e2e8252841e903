// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { webcrypto } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keptKey, wipeKey } from '../../shared/names/keep';
import { openClass } from '../../shared/names/opening';
import { makeRecovery } from '../../shared/names/recovery';
import { ClassDraft } from '../../staff/names/classList.svelte';
import { Names } from '../../staff/names/names.svelte';
import { Years } from '../../staff/names/years.svelte';
import { Staff } from '../../staff/staff.svelte';
import { staffAnswer, staffState, type StaffMockState } from '../staffMock';
// @ts-expect-error The stand-in server is plain JavaScript.
import * as mock from '../../mock/names.mjs';

// A busy machine takes its time over keys.
vi.setConfig({ testTimeout: 60_000 });

const phrase = 'восемь синих тракторов едут';
const typed = 'Вербилкин Архипп';

interface State extends StaffMockState {
  names: { generation: number; isDue: boolean; wraps: Record<string, string>; lists: Record<string, { sealed: string; revision: number }> };
}

const namesAnswer = mock.namesAnswer as (state: State, method: string, path: string, body: unknown, word: string | null) => [number, unknown?] | null;
let state: State;
let sent: string[];

beforeEach(async () => {
  vi.stubGlobal('crypto', webcrypto);
  state = { ...staffState(), ...(mock.namesState as () => Pick<State, 'names'>)() };
  sent = [];
  history.replaceState(null, '', '/staff');
  vi.stubGlobal('fetch', async (path: string, request: RequestInit) => {
    sent.push(`${path} ${String(request.body ?? '')}`);
    const word = new Headers(request.headers).get('X-Staff');
    const body: unknown = request.body === undefined ? {} : JSON.parse(request.body as string);
    const [status, reply] = namesAnswer(state, request.method!, path, body, word) ?? staffAnswer(state, request.method!, path, new URLSearchParams(), body, word)!;
    return new Response(status === 204 ? null : JSON.stringify(reply), { status });
  });
  await wipeKey();
});

afterEach(() => vi.unstubAllGlobals());

async function signedIn(login: string): Promise<{ staff: Staff; names: Names }> {
  const staff = new Staff();
  await staff.open();
  expect(await staff.enter(login, 'four plain words')).toBeNull();
  const names = new Names(staff, staff.me!);
  await names.load();
  return { staff, names };
}

async function keeper(): Promise<{ staff: Staff; names: Names; recovery: string }> {
  const { staff, names } = await signedIn('coordinator');
  expect(await names.makeKeys(phrase)).toBeNull();
  const recovery = await makeRecovery();
  expect(await names.changeKey(recovery)).toBeNull();
  expect(names.school?.generation).toBe(1);
  return { staff, names, recovery };
}

async function drafted(names: Names): Promise<ClassDraft> {
  const draft = new ClassDraft(names, names.school!.classes[0]!);
  await draft.load();
  return draft;
}

describe('the page of names', () => {
  it('refuses a short phrase before anything is sent', async () => {
    const { names } = await signedIn('coordinator');
    sent = [];
    expect([names.stage, await names.makeKeys('коротко'), sent]).toEqual(['setUp', 'phrase-short', []]);
  });

  it('asks for the phrase once a sign-in, and forgets the key with it', async () => {
    const { staff, names } = await keeper();
    const again = new Names(staff, names.me);
    await again.load();
    expect([again.stage, again.key !== null]).toEqual(['open', true]);
    expect(await keptKey('somebody else', names.me.word)).toBeNull();
    await again.load();
    expect(again.stage).toBe('locked');
    expect([await again.unlock('другая длинная фраза'), again.stage]).toEqual(['phrase-wrong', 'locked']);
    expect([await again.unlock(phrase), again.stage, again.key !== null]).toEqual([null, 'open', true]);
    // Somebody signs in over it, without signing out first.
    expect(await staff.enter('teacher', 'four plain words')).toBeNull();
    expect(await keptKey(names.me.id, names.me.word)).toBeNull();
    expect(await staff.enter('coordinator', 'four plain words')).toBeNull();
    const later = new Names(staff, staff.me!);
    await later.load();
    expect([await later.unlock(phrase), await keptKey(later.me.id, later.me.word)]).toEqual([null, expect.anything()]);
    expect(await staff.leave()).toBeNull();
    expect(await keptKey(later.me.id, later.me.word)).toBeNull();
  });

  it('sends a list as ciphertext only, and the board opens it', async () => {
    const { names } = await keeper();
    const draft = await drafted(names);
    draft.take(new Map([[1, typed], [99, 'нет такого места']]));
    expect(await draft.save()).toBeNull();
    expect(await openClass('c1')).toEqual({ names: new Map([[1, typed]]) });
    expect(await openClass('c2')).toEqual({ closed: 'noList' });
    for (const one of sent) expect([one, /Вербилкин|Архипп|тракторов/.test(one)]).toEqual([one, false]);
    await wipeKey();
    expect(await openClass('c1')).toEqual({ closed: 'locked' });
  });

  it('gives two who sat with each other\'s cards their own names, also where one has none', async () => {
    const { names } = await keeper();
    const draft = await drafted(names);
    draft.take(new Map([[1, typed], [3, 'Щеглятьев Эраст']]));
    draft.swap(1, 3);
    draft.swap(3, 4);
    expect(await draft.save()).toBeNull();
    expect(await openClass('c1')).toEqual({ names: new Map([[1, 'Щеглятьев Эраст'], [4, typed]]) });
  });

  it('drops what ties swapped places before the list is saved, once', async () => {
    const { names } = await keeper();
    const draft = await drafted(names);
    draft.take(new Map([[1, typed], [3, 'Щеглятьев Эраст']]));
    expect(await draft.save()).toBeNull();
    expect(sent.filter((one) => one.includes('/years/'))).toEqual([]);
    draft.swap(1, 3);
    sent = [];
    expect(await draft.save()).toBeNull();
    expect(sent[0]).toBe('/api/names/schools/s1/years/drop {"places":[{"classId":"c1","seat":1},{"classId":"c1","seat":3}]}');
    sent = [];
    expect(await draft.save()).toBeNull();
    expect(sent.filter((one) => one.includes('/years/'))).toEqual([]);
  });

  it('links years by names that never leave it, and takes the link back', async () => {
    const { names } = await keeper();
    for (const [room, first] of [[0, typed], [2, 'архипп  вербилкин']] as const) {
      const draft = new ClassDraft(names, names.school!.classes[room]!);
      await draft.load();
      draft.take(new Map([[1, first], [2, room === 0 ? 'Иванов Иван' : 'Петров Олег'], [6, 'Щеглятьев Эраст']]));
      expect(await draft.save()).toBeNull();
    }
    await names.refresh();
    const years = new Years(names);
    await years.load();
    expect([years.stage, years.proposal?.sure.length, years.proposal?.words, years.pairs.length]).toEqual(['ready', 1, 1, 1]);
    sent = [];
    expect(await years.link()).toBeNull();
    expect(sent[0]).toBe('/api/names/schools/s1/years/link {"pairs":[{"now":{"classId":"c1","seat":1},"earlier":{"classId":"c0","seat":1}}]}');
    expect([years.outcome?.linked, years.justLinked.length, years.proposal?.linked.length, years.pairs.length]).toEqual([1, 1, 1, 0]);
    expect(await years.unlink(years.justLinked)).toBeNull();
    expect([years.outcome, years.proposal?.linked.length, years.proposal?.sure.length]).toEqual([null, 0, 1]);
    for (const one of sent) expect([one, /Вербилкин|Архипп|Щеглятьев/i.test(one)]).toEqual([one, false]);
  });

  it('loses nothing of two who save at once', async () => {
    const { names } = await keeper();
    const [mine, theirs] = [await drafted(names), await drafted(names)];
    theirs.fields[0] = 'Их имя';
    expect(await theirs.save()).toBeNull();
    mine.fields[1] = typed;
    await mine.save();
    expect([mine.merged, mine.fields.slice(0, 2)]).toEqual([true, ['Их имя', typed]]);
    expect([await mine.save(), mine.merged, state.names.lists['c1']?.revision]).toEqual([null, false, 2]);
  });

  it('keeps what is typed when the key was changed meanwhile', async () => {
    const { staff, names } = await keeper();
    const draft = await drafted(names);
    draft.fields[0] = typed;
    const other = new Names(staff, names.me);
    await other.load();
    expect(await other.changeKey(await makeRecovery())).toBeNull();
    await draft.save();
    expect(draft.fields[0]).toBe(typed);
    expect(await draft.save()).toBeNull();
    expect(await openClass('c1')).toEqual({ names: new Map([[1, typed]]) });
  });

  it('changes the key as a whole or not at all', async () => {
    const { names } = await keeper();
    const draft = await drafted(names);
    draft.fields[0] = typed;
    await draft.save();
    const before = state.names.lists['c1']!.sealed;
    state.names.lists['c1']!.sealed = before.slice(0, -2) + (before.endsWith('AA') ? 'BB' : 'AA');
    expect([await names.changeKey(await makeRecovery()), state.names.generation]).toEqual(['names-broken', 1]);
    state.names.lists['c1']!.sealed = before;
    expect([await names.changeKey(await makeRecovery()), state.names.generation]).toEqual([null, 2]);
    expect(state.names.lists['c1']!.sealed).not.toBe(before);
    expect(await openClass('c1')).toEqual({ names: new Map([[1, typed]]) });
  });

  it('opens again after a forgotten phrase by the printed key, and by no older one', async () => {
    const { names, recovery } = await keeper();
    const newest = await makeRecovery();
    await names.changeKey(newest);
    expect(await names.makeKeys('сорок рыжих облаков плывут')).toBeNull();
    expect([names.key, names.school?.wrapped]).toEqual([null, null]);
    expect(await names.recover(recovery)).toBe('recovery-other');
    expect(await names.recover(newest.slice(1))).toBe('recovery-length');
    expect([await names.recover(newest.toLowerCase()), names.key !== null]).toEqual([null, true]);
  });

  it('starts over without its lists when nobody holds the key and the paper is gone', async () => {
    const { names } = await keeper();
    const draft = await drafted(names);
    draft.fields[0] = typed;
    await draft.save();
    await names.makeKeys('сорок рыжих облаков плывут');
    expect([await names.changeKey(await makeRecovery()), names.key !== null, state.names.generation]).toEqual([null, true, 2]);
    expect(await openClass('c1')).toEqual({ closed: 'noList' });
  });

  it('hands the key to whoever has none', async () => {
    const { names } = await keeper();
    const teacher = names.school!.people.find((one) => one.id === 'p2')!;
    expect([teacher.holds, await names.hand(teacher)]).toEqual([false, null]);
    expect(names.school!.people.find((one) => one.id === 'p2')!.holds).toBe(true);
  });

  it('tells a key that does not open from one that was never handed', async () => {
    const { staff, names } = await keeper();
    state.names.wraps[names.me.id] = state.names.wraps[names.me.id]!.slice(0, -4) + 'AAAA';
    const again = new Names(staff, names.me);
    await again.load();
    expect([again.stage, again.key, again.broken]).toEqual(['open', null, true]);
  });
});
