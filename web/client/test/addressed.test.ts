// @vitest-environment jsdom
import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addressedTexts } from '../shared/text/addressed';
import { observerTexts } from '../shared/text/observer';
import { staffTexts } from '../shared/text/staff';
import { addTexts, loadLanguage } from '../shared/text/text';
import AddressedPage from '../staff/addressed/AddressedPage.svelte';
import { Staff } from '../staff/staff.svelte';
// @ts-expect-error The stand-in server is plain JavaScript.
import { observerQuestions } from '../mock/observer.mjs';
import { draftOf, formDrafts } from '../staff/addressed/draft';
import { staffAnswer, staffState, type StaffMockState } from './staffMock';

let state: StaffMockState;
let page: Record<string, unknown>;
let asked: string[];

const find = (id: string): HTMLElement | null => document.querySelector(`[data-testid="${id}"]`);

async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) await new Promise((resolve) => setTimeout(resolve));
  await tick();
  flushSync();
}

async function press(id: string): Promise<void> {
  find(id)!.click();
  await settle();
}

async function open(): Promise<void> {
  page = mount(AddressedPage, { target: document.body, props: { staff: new Staff() } });
  await settle();
}

beforeAll(async () => {
  await loadLanguage(staffTexts);
  await addTexts(addressedTexts);
  await addTexts(observerTexts);
});

beforeEach(() => {
  sessionStorage.clear();
  state = staffState();
  staffAnswer(state, 'POST', '/api/staff/enter', new URLSearchParams(), { login: 'teacher', password: 'any' }, null);
  asked = [];
  vi.stubGlobal('fetch', async (path: string, request?: RequestInit) => {
    asked.push(path);
    const body: unknown = request?.body === undefined ? {} : JSON.parse(request.body as string);
    const [code, reply] = staffAnswer(state, request?.method ?? 'GET', path, new URLSearchParams(), body, new Headers(request?.headers).get('X-Staff')) ?? [404, {}];
    return new Response(code === 204 ? null : JSON.stringify(reply), { status: code });
  });
});

afterEach(async () => {
  await unmount(page);
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

describe('what is addressed to a colleague', () => {
  it('is a list without texts; one is read at a time', async () => {
    await open();
    expect(find('addressed-list')!.querySelectorAll('li')).toHaveLength(2);
    asked = asked.filter((path) => !path.endsWith('/forms'));
    expect(document.body.textContent).not.toContain('рассказом об опытах');
    await press('addressed-open-4');
    expect(asked).toEqual(['/api/staff/addressed', '/api/staff/addressed/classes/c1/seats/4']);
    expect(find('addressed-text')!.textContent).toContain('рассказом об опытах');
    expect(find('addressed-signed')!.textContent).toContain('3f9a0c51be72');
    await press('addressed-back');
    expect(find('addressed-text')).toBeNull();
    expect(asked).toHaveLength(3);
  });

  it('says so where a text was withdrawn while the list stood open', async () => {
    await open();
    await press('addressed-open-9');
    expect(find('addressed-gone')).not.toBeNull();
    expect(find('addressed-signed')).toBeNull();
  });

  it('is refused to a role that has none', async () => {
    staffAnswer(state, 'POST', '/api/staff/enter', new URLSearchParams(), { login: 'methodologist', password: 'any' }, null);
    await open();
    expect(find('addressed-list')).toBeNull();
    expect(find('again')).not.toBeNull();
  });
});

describe('a form about a student', () => {
  it('takes an answer to every question and is sent once', async () => {
    await open();
    await press('forms-fill-4');
    await press('form-send');
    expect(find('form-missing')!.textContent).toContain('16');
    for (let at = 0; at < 16; at++) await press(`form-${at}-${at % 6}`);
    await press('form-send');
    expect(state.observed).toEqual({ version: observerQuestions.version, answers: [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 0, 1, 2, 3] });
    expect([find('form'), find('forms'), find('forms-said')!.textContent]).toEqual([null, null, 'Анкета отправлена. Спасибо.']);
  });

  it('may be declined, and is not sent where nothing was seen', async () => {
    await open();
    await press('forms-fill-4');
    for (let at = 0; at < 16; at++) await press(`form-${at}-0`);
    await press('form-send');
    expect([state.observed, find('form')!.textContent!.includes('лучше откажитесь')]).toEqual([undefined, true]);
    await press('form-decline');
    expect(state.observed).toEqual({ declined: true });
    expect(sessionStorage.length).toBe(0);
  });

  it('keeps what is answered in the tab over going back and a reload, until it is sent or somebody signs out', async () => {
    const chosen = (): string[] => [...document.querySelectorAll<HTMLInputElement>('input:checked')].map(({ dataset }) => dataset['testid']!);
    await open();
    await press('forms-fill-4');
    await press('form-0-3');
    await press('form-5-0');
    await press('form-back');
    await press('forms-fill-4');
    expect(chosen()).toEqual(['form-0-3', 'form-5-0']);
    await unmount(page);
    await open();
    await press('forms-fill-4');
    expect(chosen()).toEqual(['form-0-3', 'form-5-0']);
    for (let at = 0; at < 16; at++) await press(`form-${at}-1`);
    await press('form-send');
    expect([state.observed !== undefined, sessionStorage.length]).toEqual([true, 0]);
  });

  it('goes with the sign-out, and is nobody else’s', async () => {
    formDrafts.keep(draftOf('p1', 'c1', 4), [1]);
    formDrafts.keep(draftOf('p10', 'c1', 4), [2]);
    const staff = new Staff();
    await staff.load();
    expect([formDrafts.kept(draftOf('p1', 'c1', 4)), formDrafts.kept(draftOf('p10', 'c1', 4))]).toEqual([[1], null]);
    await staff.leave();
    expect(sessionStorage.length).toBe(0);
    await open();
  });

  it('is not sent where other questions are asked by now', async () => {
    await open();
    await press('forms-fill-4');
    for (let at = 0; at < 16; at++) await press(`form-${at}-1`);
    const { version } = observerQuestions as { version: string };
    observerQuestions.version = '9.0.0';
    await press('form-send');
    expect([state.observed, find('form'), find('forms-said')!.textContent, sessionStorage.length]).toEqual([undefined, null, expect.stringContaining('Вопросы анкеты с тех пор обновились'), 0]);
    observerQuestions.version = version;
  });
});
