// @vitest-environment jsdom
import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import ResultPage from '../result/ResultPage.svelte';
import { demoResult, demoSolutions } from './demo';
import { resultTexts } from '../shared/text/result';
import { addTexts } from '../shared/text/text';

beforeAll(() => addTexts(resultTexts));

let page: Record<string, unknown> | null = null;
const byId = (id: string): HTMLElement | null => document.querySelector(`[data-testid="${id}"]`);
const section = (): HTMLElement => byId('solutions')!;
const details = (): HTMLDetailsElement => section().querySelector('details')!;
const asked = vi.fn<(path: string, key: string) => void>();

/** The page on the stand-in server's replies; `answers` replaces the door's key from the first call on. */
function show(key: string, first: 'student' | 'parent' = 'student', answers: string[] = []): void {
  vi.stubGlobal('fetch', (path: string, { body }: { body: string }) => {
    const sent = (JSON.parse(body) as { key: string }).key;
    asked(path, sent);
    const [status, reply] = demoSolutions(answers.shift() ?? sent);
    return Promise.resolve(new Response(JSON.stringify(reply), { status }));
  });
  page = mount(ResultPage, { target: document.body, props: { result: demoResult(key), first, resultKey: ` ${key} ` } });
  flushSync();
}

async function settle(): Promise<void> {
  await vi.waitFor(() => expect(section().querySelector('[role="status"]')!.textContent).toBe(''));
  await tick();
}

async function unfold(open = true): Promise<void> {
  const toggled = new Promise((done) => details().addEventListener('toggle', done, { once: true }));
  details().open = open;
  await toggled;
  flushSync();
  await settle();
}

afterEach(async () => {
  if (page !== null) await unmount(page);
  page = null;
  asked.mockClear();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

describe('the solutions of tasks', () => {
  it('are not spoken of where the lesson had no such tasks', () => {
    for (const key of ['DEMO-PARTIAL', 'DEMO-OLD']) {
      show(key);
      expect(byId('solutions')).toBeNull();
      void unmount(page!);
      page = null;
    }
  });

  it('say before the end of the window from when on they are there, and ask for nothing', () => {
    show('DEMO-FAMILIES-SOON');
    expect(section().textContent).toMatch(/января 2027/);
    expect(section().querySelector('details')).toBeNull();
    expect(asked).not.toHaveBeenCalled();
  });

  it('are fetched once, when they are unfolded, with the key of the result', async () => {
    show('DEMO-FAMILIES');
    expect(asked).not.toHaveBeenCalled();
    await unfold();
    await unfold(false);
    await unfold();
    expect(asked.mock.calls).toEqual([['/api/result/solutions', 'DEMO-FAMILIES']]);
    expect(section().querySelectorAll('article')).toHaveLength(3);
  });

  it('mark the right option by a word, draw pictures with their words, and count nothing', async () => {
    show('DEMO-FAMILIES');
    await unfold();
    const [first, , drawn] = [...section().querySelectorAll('article')];
    const right = [...first!.querySelectorAll('li')].filter((one) => one.textContent!.includes('верный ответ'));
    expect(right.map((one) => one.textContent)).toEqual([expect.stringContaining('музею')]);
    expect(drawn!.querySelector('[role="img"]')!.getAttribute('aria-label')).toContain('Уголок');
    expect(drawn!.querySelectorAll('ul svg')).toHaveLength(3);
    expect(section().textContent).not.toMatch(/твой ответ|без ответа|балл|ошиб|из \d|undefined|null/);
  });

  it('show the own answer beside the right one when it is sent, and a blank calmly', async () => {
    show('DEMO-FAMILIES-OWN');
    await unfold();
    const [first, second, third] = [...section().querySelectorAll('article')].map((one) => one.textContent!);
    expect(first).toMatch(/художнику.*твой ответ/);
    expect(second).toMatch(/верный ответ.*твой ответ/);
    expect(third).toContain('осталось без ответа');
  });

  it('speak to a parent in their own words', async () => {
    show('DEMO-FAMILIES-OWN', 'parent');
    await unfold();
    expect(section().textContent).toContain('ответ ребёнка');
    expect(section().textContent).not.toMatch(/тво[йёяи]|тебе|сохрани /);
  });

  it('say when they were not reached and are there after another try', async () => {
    show('DEMO-FAMILIES', 'student', ['BUSY', 'BUSY', 'SOON']);
    await unfold();
    expect(section().querySelector('[role="alert"]')!.textContent).toContain('не загрузился');
    for (const still of ['solutions-again', null]) {
      byId('solutions-again')!.click();
      flushSync();
      await settle();
      expect(document.activeElement).toBe(byId('solutions-unfold'));
      expect(byId('solutions-again')?.dataset['testid'] ?? null).toBe(still);
    }
    expect(section().textContent).toContain('ещё не открыт');
    await unfold(false);
    await unfold();
    expect(section().querySelector('[role="alert"]')!.textContent).toBe('');
    expect(section().querySelectorAll('article')).toHaveLength(3);
  });

  it('say that there are none', async () => {
    show('DEMO-FAMILIES-NONE');
    await unfold();
    expect(section().textContent).toContain('не было');
  });

  it('are left as they are on paper', async () => {
    show('DEMO-FAMILIES');
    expect(section().classList.contains('no-print')).toBe(true);
    window.dispatchEvent(new Event('beforeprint'));
    expect(details().open).toBe(false);
    expect(asked).not.toHaveBeenCalled();
    window.dispatchEvent(new Event('afterprint'));
    await unfold();
    expect(section().classList.contains('no-print')).toBe(false);
    window.dispatchEvent(new Event('beforeprint'));
    window.dispatchEvent(new Event('afterprint'));
    expect(details().open).toBe(true);
  });
});
