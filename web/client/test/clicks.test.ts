// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { linkTable } from '../report/tables/ofLinks';
import ResultPage from '../result/ResultPage.svelte';
import type { ClickPage } from '../shared/net/linksWire';
import { linksTexts } from '../shared/text/links';
import { resultTexts } from '../shared/text/result';
import { addTexts } from '../shared/text/text';
import { frameOf } from '../staff/summary/frame';
import { demoResult } from './demo';

const key = 'DEMO-FAMILIES-REGION';
const sent = vi.fn((_path: string, _options: RequestInit): Promise<Response> => Promise.reject(new TypeError('offline')));
let page: Record<string, unknown> | null = null;

beforeAll(async () => {
  await addTexts(resultTexts);
  await addTexts(linksTexts);
});

beforeEach(() => {
  sent.mockClear();
  vi.stubGlobal('fetch', sent);
});

afterEach(async () => {
  if (page !== null) await unmount(page);
  page = null;
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

function show(resultKey: string): void {
  page = mount(ResultPage, { target: document.body, props: { result: demoResult(key), resultKey } });
  flushSync();
  sent.mockClear();
  // The window of a test goes nowhere.
  document.body.addEventListener('click', (event) => event.preventDefault());
}

const press = (selector: string, event: MouseEvent = new MouseEvent('click', { bubbles: true, cancelable: true })): void => void document.querySelector(selector)!.dispatchEvent(event);
const links = (): unknown[] => sent.mock.calls.filter(([path]) => path === '/api/result/click').map(([, { body }]) => JSON.parse(body as string) as unknown);

describe('a click on a link of the region', () => {
  it('is told by the identifier of the link, without a cookie, and outlives the page', () => {
    show(` ${key} `);
    press('[data-testid="place-trial-lab"] a');
    press('[data-testid="region-links"] a');
    expect(links()).toEqual([{ key, link: 'place-trial-lab' }, { key, link: expect.stringMatching(/^link-(?:jobs|study)$/) as string }]);
    expect(sent.mock.calls[0]![1]).toMatchObject({ method: 'POST', keepalive: true, credentials: 'omit' });
  });

  it('is one with the middle button as well, and none with the right one', () => {
    show(key);
    press('[data-testid="place-trial-lab"] a', new MouseEvent('auxclick', { bubbles: true, button: 1 }));
    press('[data-testid="place-trial-lab"] a', new MouseEvent('auxclick', { bubbles: true, button: 2 }));
    expect(links()).toHaveLength(1);
  });

  it('is nobody\'s on a page without a key', () => {
    show('');
    press('[data-testid="place-trial-lab"] a');
    expect(links()).toEqual([]);
  });

  it('opens the link without a network too', () => {
    show(key);
    const link = document.querySelector<HTMLAnchorElement>('[data-testid="place-trial-lab"] a')!;
    let isHeld = true;
    link.addEventListener('click', (event) => (isHeld = event.defaultPrevented));
    press('[data-testid="place-trial-lab"] a');
    expect([links().length, isHeld]).toEqual([1, false]);
  });
});

describe('the table of links', () => {
  const told: ClickPage = {
    placeId: 'r', title: 'Край', year: 2026, untilMs: 0, under: [{ id: 'm1', name: 'Район 1' }, { id: 'm2', name: 'Район 2' }],
    links: [{ id: 'place-club', title: 'Кружок', host: 'club.example', clicks: 12, under: [12, 0] }, { id: 'link-jobs', title: 'Портал', host: 'jobs.example', clicks: null, under: [null, 0] }],
  };

  it('has a row a place, and nothing where nothing is told', () => {
    expect(linkTable(told).rows).toEqual([
      ['Кружок', 'club.example', 'Край', 12], ['Кружок', 'club.example', 'Район 1', 12], ['Кружок', 'club.example', 'Район 2', 0],
      ['Портал', 'jobs.example', 'Край', null], ['Портал', 'jobs.example', 'Район 1', null], ['Портал', 'jobs.example', 'Район 2', 0],
    ]);
    expect(linkTable(told).notes[0]).toContain('2026 год');
  });
});

describe('the line for a school\'s site', () => {
  it('is one element, whatever the school is called', () => {
    const holder = document.createElement('div');
    holder.append(document.createRange().createContextualFragment(frameOf('https://step.example/summary/abc', 'Школа "№ 1" <b>&amp;</b>')));
    const frame = holder.querySelector('iframe')!;
    expect([holder.children.length, frame.src, frame.title]).toEqual([1, 'https://step.example/summary/abc', 'Школа "№ 1" <b>&amp;</b>']);
  });
});
