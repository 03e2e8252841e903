// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
// @ts-expect-error The stand-in server is plain JavaScript.
import * as mock from '../mock/result.mjs';
import ResultPage from '../result/ResultPage.svelte';
import { resultTexts } from '../shared/text/result';
import { addTexts } from '../shared/text/text';
import { demoResult } from './demo';

beforeAll(() => addTexts(resultTexts));

let page: Record<string, unknown> | null = null;
let asked: string[] = [];
const byId = (id: string): HTMLElement | null => document.querySelector(`[data-testid="${id}"]`);

function show(key: string, first: 'student' | 'parent' = 'student', status = 200): void {
  asked = [];
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    return Promise.resolve(new Response(JSON.stringify((mock as { demoYears: (key: string) => unknown }).demoYears(key)), { status }));
  });
  page = mount(ResultPage, { target: document.body, props: { result: demoResult(key), first, resultKey: key } });
  flushSync();
}

afterEach(async () => {
  if (page !== null) await unmount(page);
  page = null;
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

describe('earlier years on the result page', () => {
  it('stand as they were released, with what is closer and farther now', async () => {
    show('DEMO-FAMILIES-YEARS');
    await vi.waitFor(() => expect(byId('earlier-years')).not.toBeNull());
    expect(asked).toEqual(['/api/result/years']);
    expect(byId('year-nearer')!.textContent).toContain('«Придумывать и создавать»');
    expect(byId('year-farther')!.textContent).toContain('«Мастерить и выращивать»');
    expect(byId('year-same')).not.toBeNull();
    expect(byId('earlier-years')!.textContent).toContain('Тогда было сказано');
    expect(byId('earlier-years')!.textContent).not.toMatch(/undefined|null|\{\w+\}/);
  });

  it('are not asked for before the own release, nor for parents', () => {
    show('DEMO-FAMILIES');
    expect(asked).toEqual([]);
    void unmount(page!);
    show('DEMO-FAMILIES-YEARS', 'parent');
    expect(asked).toEqual([]);
  });

  it('leave the own result alone where there are none or they cannot be read', async () => {
    show('DEMO-FAMILIES-SIGNED');
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    expect(byId('earlier-years')).toBeNull();
    void unmount(page!);
    show('DEMO-FAMILIES-YEARS', 'student', 503);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    expect(byId('earlier-years')).toBeNull();
    expect(byId('result')).not.toBeNull();
  });
});
