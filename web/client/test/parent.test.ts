// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ParentSeen } from '../shared/net/parentWire';
import { loadLanguage } from '../shared/text/text';
import { parentTexts } from '../shared/text/parent';

const text: unknown = JSON.parse(readFileSync('../../engine/Consent/Texts/parent-4.json', 'utf8'));
const link = 'ABCD-EFGH-JKMN-PQRS-TVWX';
const signed = { schoolName: 'Школа', className: '9А', text: 'Первая строка.\n\nВторая строка.', signer: 'Вера Психологова', signedAtMs: Date.UTC(2026, 10, 21, 12), seal: '3f9a0c51be72' };
let seen: ParentSeen | null;
let status: number;
let sent: { path: string; body: Record<string, unknown> }[];
let page: Record<string, unknown>;
let App: typeof import('../parent/App.svelte').default;

/** The server of one seat. */
function answer(path: string, body: Record<string, unknown>): [number, unknown?] {
  if (path === '/api/parent/text') return status === 200 ? [200, signed] : [status, { code: status === 410 ? 'text-closed' : 'link-unknown' }];
  if (status !== 200) return [status, { code: 'link-unknown' }];
  if (path === '/api/parent/look') return [200, { seen, text: seen === null ? null : text }];
  if (path === '/api/parent/form') return [503, { code: 'store-busy' }];
  if (seen === null) return [404, { code: 'link-unknown' }];
  const decision = body['agree'] === true ? 'agreed' : seen.decision === 'agreed' ? 'withdrawn' : 'refused';
  if (path === '/api/parent/decide') seen = { ...seen, decision, decided: [...seen.decided, { decision, way: 'link', atMs: 1_000 }] };
  if (path === '/api/parent/ask') seen = { ...seen, asked: [{ kind: body['kind'] as 'meeting', askedAtMs: 2_000, closedAtMs: null }] };
  if (path === '/api/parent/recall') seen = { ...seen, asked: [] };
  return [204];
}

const find = (id: string): HTMLElement | null => document.querySelector(`[data-testid="${id}"]`);
const said = (): string => document.body.textContent ?? '';

async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setTimeout(resolve));
  await tick();
  flushSync();
}

async function press(id: string): Promise<void> {
  find(id)!.click();
  await settle();
}

async function open(hash = `#${link}`): Promise<void> {
  history.replaceState(null, '', `/parent${hash}`);
  page = mount(App, { target: document.body });
  await settle();
}

beforeAll(async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
  App = (await import('../parent/App.svelte')).default;
});

beforeEach(async () => {
  seen = { schoolName: 'Школа', className: '9А', seat: 7, isNeeded: true, decision: null, progress: 'before', eraseFromMs: Date.UTC(2031, 5, 1, 12), operatorName: '', operatorAddress: '', decided: [], asked: [] };
  status = 200;
  sent = [];
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement): void {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement): void {
    this.open = false;
  };
  vi.stubGlobal('fetch', async (path: string, request: RequestInit) => {
    const body = JSON.parse(request.body as string) as Record<string, unknown>;
    sent.push({ path, body });
    const [code, reply] = answer(path, body);
    return new Response(reply === undefined ? null : JSON.stringify(reply), { status: code });
  });
  await loadLanguage(parentTexts);
});

afterEach(async () => {
  await unmount(page);
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

describe('the text for a parent', () => {
  it.each(['ABCD-EFGH-JKMN-PQRS', 'abcd efgh jkmn pqrs', 'АВСD-EFGH-JKMN-PQRS'])('opens by a key of sixteen signs, %s, in a body only', async (key) => {
    await open(`#${encodeURIComponent(key)}`);
    expect(location.href).not.toContain('EFGH');
    expect(sent.map(({ path }) => path)).toEqual(['/api/parent/text']);
    expect(find('parent-text')!.querySelectorAll('section p')).toHaveLength(2);
    expect(find('parent-text-signed')!.textContent).toMatch(/Вера Психологова, 21 ноября 2026.*3f9a0c51be72/s);
    expect(find('parent-agree')).toBeNull();
  });

  it.each([[410, 'сейчас текста для родителей нет'], [404, 'ничего не открывает'], [429, 'Слишком много попыток'], [503, 'Нет связи']])('says of %i what to do', async (code, words) => {
    status = code;
    await open('#ABCD-EFGH-JKMN-PQRS');
    expect(find('parent-fault')!.textContent).toContain(words);
    expect(find('parent-text')).toBeNull();
  });
});

describe('the page of a parent', () => {
  it('takes the secret out of the address and sends it in bodies only', async () => {
    await open();
    expect(location.href).not.toContain('ABCD');
    expect(sent).toEqual([{ path: '/api/parent/look', body: { link } }]);
    expect(said()).toContain('класс 9А, место 7');
    expect(said()).toContain('до 1 июня 2031 г.');
    expect(said()).not.toMatch(/undefined|null|\{\w+\}/);
  });

  it('names the operator of the data, or says that the school will', async () => {
    await open();
    expect(said()).toContain('пока не указана');
    expect(said()).not.toContain('Адрес:');
    await unmount(page);
    document.body.replaceChildren();
    seen = { ...seen!, operatorName: 'Центр «Компас»', operatorAddress: 'город Ясный, улица Садовая, 5' };
    await open();
    expect(said()).toContain('Оператор персональных данных: Центр «Компас».');
    expect(said()).toContain('Адрес: город Ясный, улица Садовая, 5.');
    expect(said()).not.toContain('пока не указана');
  });

  it('decides only after one question, and tells the version that was read', async () => {
    await open();
    await press('parent-agree');
    expect(sent).toHaveLength(1);
    await press('parent-yes');
    expect(sent[1]).toEqual({ path: '/api/parent/decide', body: { link, agree: true, textVersion: 'parent-4' } });
    expect(find('parent')!.dataset['decision']).toBe('agreed');
    expect(find('parent-refuse')).toBeNull();
    await press('parent-withdraw');
    await press('parent-yes');
    expect(find('parent')!.dataset['decision']).toBe('withdrawn');
    expect(find('parent-agree')).not.toBeNull();
  });

  it('asks for a talk and takes the request back', async () => {
    await open();
    await press('parent-ask-meeting');
    await press('parent-yes');
    expect(find('parent-meeting')!.dataset['open']).toBe('true');
    await press('parent-recall-meeting');
    expect(find('parent-meeting')!.dataset['open']).toBe('false');
  });

  it('keeps the question open when the server does not answer', async () => {
    await open();
    await press('parent-refuse');
    status = 503;
    await press('parent-yes');
    expect(find('parent-yes')).not.toBeNull();
    expect(said()).toContain('(offline)');
  });

  it('says that all was erased', async () => {
    seen = null;
    await open();
    expect(find('parent-gone')).not.toBeNull();
  });

  it.each([['', false], [`#${link}`, true]])('asks for the link when the address has none that opens (%s)', async (hash, isWrong) => {
    status = 404;
    await open(hash);
    expect(find('parent-link')).not.toBeNull();
    expect(find('parent-fault') !== null).toBe(isWrong);
  });
});
