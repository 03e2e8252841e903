// @vitest-environment jsdom
import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import ItemsPage from '../region/figures/ItemsPage.svelte';
import NormsPage from '../region/figures/NormsPage.svelte';
import { Region } from '../region/region.svelte';
import type { FigureHead, FormItems, FormNorms, NormVersion } from '../shared/net/figuresWire';
import type { StaffMe } from '../shared/net/staffWire';
import { figuresTexts } from '../shared/text/figures';
import { modelsTexts } from '../shared/text/models';
import { regionTexts } from '../shared/text/region';
import { addTexts, loadLanguage } from '../shared/text/text';

const lookAgainMs = 1_000;
const forms = ['full', 'short'].map((form) => ({ key: { instrument: 'riasec', version: '1.0.0', form }, title: 'Интересы', sessions: 100, hasNorms: true }));
const items = {
  key: forms[0]!.key, scales: [], words: [], doubts: [], pilot: null,
  grades: [8, null].map((grade) => ({ grade, respondents: 100, scales: [], items: [] })),
} as FormItems;
const norms: FormNorms = { key: forms[0]!.key, scales: [], groupings: [{ by: ['grade'], rows: [] }, { by: ['grade', 'sex'], rows: [] }] };
const version: NormVersion = { id: 'v', year: 2026, key: forms[0]!.key, number: 1, isSimulated: false, madeAtMs: 0, by: 'М', grades: [] };

let head: FigureHead;
let asked: string[];
let broken: string[];
let page: Record<string, unknown> | undefined;

const find = <T extends HTMLElement>(id: string): T | null => document.querySelector<T>(`[data-testid="${id}"]`);
const askedFor = (path: string): number => asked.filter((one) => one.startsWith(path)).length;

async function settle(ms = 0): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await tick();
  flushSync();
}

async function open(component: typeof ItemsPage, kind: StaffMe['place']['kind'] = 'region'): Promise<void> {
  const me = { acts: ['readFigures'], place: { kind, id: 'r', title: '' } } as unknown as StaffMe;
  page = mount(component, { target: document.body, props: { region: new Region(), me, rest: [] } });
  await settle();
}

async function choose(id: string, value: string): Promise<void> {
  const field = find<HTMLSelectElement>(id)!;
  field.focus();
  field.value = value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
}

beforeAll(async () => {
  await loadLanguage(regionTexts);
  await addTexts(figuresTexts);
  await addTexts(modelsTexts);
});

beforeEach(() => {
  vi.useFakeTimers();
  head = {
    regionId: 'r', region: 'Край', year: 2026, progress: { share: 0.5, hasFailed: false }, forms,
    reading: { madeAtMs: 0, sessions: 10, counted: 8, isSimulated: false, against: { specialForm: null, flagged: 2 }, differing: 0, unreadable: 0, waiting: 3, hash: 'h' },
  };
  [asked, broken] = [[], []];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    if (broken.some((one) => path.startsWith(one))) return new Response('{"code":"busy"}', { status: 503 });
    if (path.includes('form=short') || path.includes('/models')) return new Response(null, { status: 204 });
    const body = path.endsWith('/reading') ? head : path.endsWith('/versions') ? [version] : path.includes('/items') ? items : norms;
    return new Response(JSON.stringify(body), { status: 200 });
  });
});

afterEach(() => {
  if (page !== undefined) void unmount(page);
  page = undefined;
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('looking how far a pass has come keeps the chosen grade and asks for nothing twice', async () => {
  await open(ItemsPage);
  await choose('items-grade', '8');
  await settle(3 * lookAgainMs);
  expect(askedFor('/api/figures/reading')).toBeGreaterThan(2);
  expect(askedFor('/api/figures/items')).toBe(1);
  expect(askedFor('/api/figures/models')).toBe(1);
  expect(find('models-none')).not.toBeNull();
  expect(find<HTMLSelectElement>('items-grade')!.value).toBe('8');

  // Another pass has ended: other figures.
  head = { ...head, progress: { share: null, hasFailed: false }, reading: { ...head.reading!, hash: 'other' } };
  await settle(2 * lookAgainMs);
  expect(askedFor('/api/figures/items')).toBe(2);
});

it('another form keeps the focus, and one the pass did not meet is said to be missing', async () => {
  await open(ItemsPage);
  await choose('figures-form', '1');
  expect(document.activeElement).toBe(find('figures-form'));
  expect(find('items-missing')).not.toBeNull();
  await choose('figures-form', '0');
  expect(document.activeElement).toBe(find('figures-form'));
  expect(find('items-missing')).toBeNull();
});

it('whatever could not be read is asked for again', async () => {
  broken = ['/api/figures/norms/versions'];
  await open(NormsPage);
  expect(find('again')).not.toBeNull();
  broken = ['/api/figures/norms?'];
  find('again')!.click();
  await settle();
  expect(find('again')).not.toBeNull();
  broken = [];
  find('again')!.click();
  await settle();
  expect(find('norm-table')).not.toBeNull();
  expect(find('norm-version')).not.toBeNull();
});

it('a municipality is offered no file of all municipalities', async () => {
  await open(NormsPage);
  expect(find('version-groups')).not.toBeNull();
  void unmount(page!);
  await open(NormsPage, 'municipality');
  expect(find('version-file')).not.toBeNull();
  expect(find('version-groups')).toBeNull();
});

it('few sessions are not counted out loud, and those that wait are', async () => {
  await open(NormsPage);
  expect(find('figures-reading')!.textContent).toContain('особая форма: меньше десяти');
  expect(find('figures-reading')!.textContent).toContain('ответы под сомнением: 2');
  expect(find('figures-waiting')).not.toBeNull();
});
