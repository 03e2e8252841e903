// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { webcrypto } from 'node:crypto';
import { mount, unmount, type Component } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { wipeKey } from '../../shared/names/keep';
import { makeRecovery } from '../../shared/names/recovery';
import type { ConsentRoom as Room } from '../../shared/net/consentWire';
import { staffTexts } from '../../shared/text/staff';
import { loadLanguage } from '../../shared/text/text';
import ClassResults from '../../staff/ClassResults.svelte';
import ConsentRoom from '../../staff/ConsentRoom.svelte';
import { ClassDraft } from '../../staff/names/classList.svelte';
import { Names } from '../../staff/names/names.svelte';
import { ResultsBook } from '../../staff/results.svelte';
import { Staff } from '../../staff/staff.svelte';
import { staffAnswer, staffState } from '../staffMock';
// @ts-expect-error The stand-in server is plain JavaScript.
import * as mock from '../../mock/names.mjs';

// A busy machine takes its time over keys.
vi.setConfig({ testTimeout: 60_000 });
const soon = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 30_000 });

const name = 'Вербилкин Архипп';
const room: Room = {
  id: 'c1', schoolName: 'Школа № 1', className: '9А', isNeeded: true,
  seats: [1, 2].map((seat) => ({ seat, spare: false, state: 'issued', student: null, parent: null, history: [], requests: [] })),
};
let staff: Staff;
let page: Record<string, unknown> | null;

beforeEach(async () => {
  await loadLanguage(staffTexts);
  vi.stubGlobal('crypto', webcrypto);
  vi.stubGlobal('isSecureContext', true);
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
    this.open = false;
  };
  const state = { ...staffState(), ...mock.namesState() };
  history.replaceState(null, '', '/staff');
  vi.stubGlobal('fetch', async (path: string, request: RequestInit) => {
    const word = new Headers(request.headers).get('X-Staff');
    const body: unknown = request.body === undefined ? {} : JSON.parse(request.body as string);
    const [status, reply] =
      path === '/api/consent/classes/c1'
        ? [200, room]
        : (mock.namesAnswer(state, request.method, path, body, word) ?? staffAnswer(state, request.method!, path, new URLSearchParams(), body, word));
    return new Response(status === 204 ? null : JSON.stringify(reply), { status });
  });
  await wipeKey();
  page = null;
  staff = new Staff();
  await staff.open();
  await staff.enter('psychologist', 'four plain words');
  await staff.proveCode('123456');
  const names = new Names(staff, staff.me!);
  await names.load();
  await names.makeKeys('восемь синих тракторов едут');
  await names.openSchool('s1');
  await names.changeKey(await makeRecovery());
  const draft = new ClassDraft(names, names.school!.classes[0]!);
  await draft.load();
  draft.fields[0] = name;
  expect(await draft.save()).toBeNull();
});

afterEach(async () => {
  if (page !== null) await unmount(page);
  vi.unstubAllGlobals();
});

function show<Props extends Record<string, unknown>>(component: Component<Props>, props: Props): void {
  page = mount(component, { target: document.body, props }) as Record<string, unknown>;
}

const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)];
const press = (selector: string): void => document.querySelector<HTMLElement>(selector)!.click();
const names = (): (string | null)[] => all('[data-testid=seat-name]').map((one) => one.textContent);
const title = (): string => all('dialog[open]').map((one) => one.textContent).join();

describe('names in lists', () => {
  it('stand beside the seats of results, in what is asked and on the slip, when they are asked for', async () => {
    const book = new ResultsBook(staff);
    await book.openClass('c1');
    show(ClassResults, { staff, book, room: book.room!, mayRelease: true });
    await soon(() => expect(all('[data-testid=names-toggle]').length).toBe(1));
    expect(document.body.textContent).not.toContain(name);
    press('[data-testid=seat-1] [data-testid=seat-release]');
    await soon(() => expect(title()).toContain('место 1, класс'));
    press('[data-testid=names-toggle]');
    await soon(() => expect(names()).toEqual([name]));
    expect(all('[data-testid=seat-1] [data-testid=seat-name]').length).toBe(1);
    expect(title()).toContain(`место 1 (${name}), класс`);
    press('[data-testid=seat-1] [data-testid=seat-key]');
    await soon(() => expect(title()).toContain('Новый ключ: место 1 ('));
    press('dialog[open] [data-testid=ask-yes]');
    await soon(() => expect(all('[data-testid=key-slip]').length).toBe(1));
    expect(names()).toEqual([name]);
    press('[data-testid=slip-done]');
    await soon(() => expect(all('[data-testid=class-results]').length).toBe(1));
    press('[data-testid=names-toggle]');
    await soon(() => expect(names()).toEqual([]));
  });

  it('stand beside the seats of the registry of consent and in what is recorded', async () => {
    show(ConsentRoom, { staff, id: 'c1', mayErase: false, onback: () => undefined });
    await soon(() => expect(all('[data-testid=consent-seat-1]').length).toBe(1));
    press('[data-testid=names-toggle]');
    await soon(() => expect(names()).toEqual([name]));
    press('[data-testid=consent-all]');
    await soon(() => expect(all('[data-testid=consent-parent-true]:disabled').length).toBe(0));
    press('[data-testid=consent-parent-true]');
    await soon(() => expect(title()).toContain(`Места: 1 (${name}), 2.`));
  });

  it('stay closed without the key, and the page says where to open it', async () => {
    await wipeKey();
    show(ConsentRoom, { staff, id: 'c1', mayErase: false, onback: () => undefined });
    await soon(() => expect(all('[data-testid=names-toggle]').length).toBe(1));
    press('[data-testid=names-toggle]');
    await soon(() => expect(all('[data-testid=names-bar-said][data-closed=locked] a').map((link) => link.getAttribute('href'))).toEqual(['/staff#names']));
    expect(names()).toEqual([]);
  });
});
