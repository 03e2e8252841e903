// @vitest-environment jsdom
import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addressedTexts } from '../shared/text/addressed';
import { staffTexts } from '../shared/text/staff';
import { addTexts, loadLanguage } from '../shared/text/text';
import AddressedPage from '../staff/addressed/AddressedPage.svelte';
import { Staff } from '../staff/staff.svelte';
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
});

beforeEach(() => {
  state = staffState();
  staffAnswer(state, 'POST', '/api/staff/enter', new URLSearchParams(), { login: 'teacher', password: 'any' }, null);
  asked = [];
  vi.stubGlobal('fetch', async (path: string, request?: RequestInit) => {
    asked.push(path);
    const [code, reply] = staffAnswer(state, request?.method ?? 'GET', path, new URLSearchParams(), {}, null) ?? [404, {}];
    return new Response(JSON.stringify(reply), { status: code });
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
