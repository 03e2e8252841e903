// @vitest-environment jsdom
import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import ResultPage from '../result/ResultPage.svelte';
import type { StudentResult } from '../shared/net/studentResultWire';
import { resultTexts } from '../shared/text/result';
import { loadLanguage } from '../shared/text/text';
import { demoResult } from './demo';

let page: Record<string, unknown> | null = null;

function show(result: StudentResult, first: 'student' | 'parent' = 'student'): HTMLElement {
  page = mount(ResultPage, { target: document.body, props: { result, first } });
  flushSync();
  return document.body;
}

const byId = (id: string): HTMLElement | null => document.querySelector(`[data-testid="${id}"]`);
const textOf = (id: string): string => byId(id)?.textContent ?? '';

async function press(id: string): Promise<void> {
  const button = byId(id)!;
  button.focus();
  button.click();
  await tick();
  await tick();
}

afterEach(async () => {
  if (page !== null) await unmount(page);
  page = null;
  document.body.replaceChildren();
});

describe('a released result', () => {
  const released = (more: Partial<StudentResult> = {}): StudentResult => ({
    ...demoResult('DEMO-FAMILIES'),
    releasedAtMs: new Date(2026, 10, 21).getTime(),
    reliability: { interestsInDoubt: false, lateSections: [] },
    ...more,
  });

  it.each(['student', 'parent'] as const)('is final for the %s and says how far to rely on it', async (reader) => {
    await loadLanguage(resultTexts);
    show(released(), reader);
    expect(byId('release')?.dataset['released']).toBe('true');
    expect(textOf('release')).toContain('21 ноября 2026');
    expect(textOf('result')).not.toContain('Предварительно');
    expect(byId('list-final')).not.toBeNull();
    expect(textOf('reliability')).toContain('согласованы');
  });

  it('tells of doubt and of late answers kindly', async () => {
    await loadLanguage(resultTexts);
    show(released({ reliability: { interestsInDoubt: true, lateSections: ['Слова', 'Числа'] } }));
    expect(textOf('reliability')).toMatch(/не ошибка.*«Слова» и «Числа»/s);
  });

  it('leaves a preliminary one as it was', () => {
    show(demoResult('DEMO-FAMILIES'));
    expect(textOf('release')).toContain('Предварительно');
    expect([byId('reliability'), byId('list-final')]).toEqual([null, null]);
  });
});

describe('what a psychologist signed', () => {
  it('stands before the sections, in its order, with the signer, the day and the seal', async () => {
    await loadLanguage(resultTexts);
    show(demoResult('DEMO-FAMILIES-SIGNED'));
    const box = byId('conclusion')!;
    expect(byId('release')!.nextElementSibling).toBe(box);
    expect([...box.querySelectorAll('li')].map((one) => one.dataset['added'])).toEqual(['false', 'true']);
    expect(box.querySelectorAll('li')[0]!.textContent).toMatch(/поставлено вперёд.*Вы решили это вместе/s);
    expect(box.querySelectorAll('li')[1]!.textContent).toMatch(/добавлено психологом.*это летом/s);
    expect(textOf('conclusion-signed')).toMatch(/Преображенская.*3f9a0c51be72/s);
  });

  it('is the student’s own, and nothing stands there where nobody signed', async () => {
    show(demoResult('DEMO-FAMILIES-SIGNED'), 'parent');
    expect(byId('conclusion')).toBeNull();
    await press('for-parents');
    expect(byId('conclusion')).not.toBeNull();
    await unmount(page!);
    page = null;
    show(demoResult('DEMO-FAMILIES'));
    expect([byId('conclusion'), textOf('result').includes('психолога для тебя')]).toEqual([null, false]);
  });

  it('names no sector beside a profession whose sector was hidden', () => {
    const result = demoResult('DEMO-RANKED');
    const professions = result.recommendation!.professions!.map((one) => ({ ...one, sector: '', sectorTitle: '' }));
    show({ ...result, recommendation: { ...result.recommendation, professions } });
    expect(textOf('recommendation')).not.toContain('Область: ');
  });
});

describe('the page', () => {
  it.each(['FAMILIES', 'WIDE', 'FAMILIES-11', 'FAMILIES-REGION', 'RANKED', 'RANKED-REGION', 'FLAT', 'SAME', 'FEW', 'UNCLEAR', 'PARTIAL', 'OLD'])('opens in state %s for both readers', async (state) => {
    for (const reader of ['student', 'parent'] as const) {
      const text = show(demoResult(`DEMO-${state}`), reader).textContent ?? '';
      expect(text).not.toMatch(/undefined|null|NaN|\{\w+\}/);
      await unmount(page!);
      page = null;
    }
  });

  it('opens without sections, and with sections that lack every new member', () => {
    const { recommendation: _, ...old } = demoResult('DEMO-OLD');
    show({ ...old, sections: [] });
    expect(byId('recommendation')!.dataset['state']).toBe('absent');
  });

  it('opens with professions and directions that carry little more than a title', () => {
    const sent = { state: 'families', tiers: [{ tier: 1, sectors: [{ id: 's', title: 'Сфера', professions: ['1'] }] }], professions: [{ code: '1', title: 'Один', ways: ['w'] }], directions: [{ code: 'w', title: 'Путь' }] };
    show({ ...demoResult('DEMO-FAMILIES'), recommendation: sent } as unknown as StudentResult);
    expect(textOf('profession-1')).toContain('Путь');
    expect(textOf('profession-1')).not.toMatch(/undefined|NaN/);
  });

  it('names its state and shows a list only where there is one', async () => {
    for (const [key, state, listed] of [['RANKED', 'ranked', true], ['UNCLEAR', 'unclear', false]] as const) {
      show(demoResult(`DEMO-${key}`));
      expect(byId('recommendation')!.dataset['state']).toBe(state);
      expect(document.querySelector('[data-card]') !== null).toBe(listed);
      await unmount(page!);
      page = null;
    }
  });
});

describe('how much of the list is open', () => {
  const isOpen = (id: string): boolean => byId(id)!.closest('details:not([open])') === null;

  it('few equal sectors with their examples, the second tier folded to its names', () => {
    show(demoResult('DEMO-FAMILIES'));
    expect(byId('list-wide')).toBeNull();
    expect(isOpen('profession-27-1024')).toBe(true);
    expect(byId('tier-2')!.querySelector('summary')!.textContent).toContain('Программы и данные');
    expect(isOpen('profession-15-1252')).toBe(false);
  });

  it('many equal sectors as names only, and says that the answers tell few apart', async () => {
    show(demoResult('DEMO-WIDE'));
    expect(textOf('list-wide')).toContain('сразу 7');
    expect(document.querySelectorAll('details[data-testid^=sector-]:not([open])')).toHaveLength(8);
    expect([...document.querySelectorAll('[data-card]')].filter((card) => card.closest('details:not([open])') === null)).toEqual([]);
    expect(document.querySelector('h1')!.parentElement!.textContent).not.toContain('ровно');
  });

  it('a card that comes back from the list stands in an open fold, with the focus', async () => {
    show(demoResult('DEMO-WIDE'));
    await press('mark-yes-19-1029');
    await press('mark-yes-19-1029');
    expect(isOpen('profession-19-1029')).toBe(true);
    expect((document.activeElement as HTMLElement).dataset['testid']).toBe('mark-yes-19-1029');
  });
});

describe('where it comes from', () => {
  it('is folded, with the beginning of the fingerprint and the whole of it one fold deeper', () => {
    show(demoResult('DEMO-FAMILIES'));
    const source = byId('source-27-1024') as HTMLDetailsElement;
    expect(source.open).toBe(false);
    expect(source.querySelector(':scope > details > summary')!.textContent).toMatch(/: 5f1e0b7c\.$/);
    expect(source.querySelector('.hash')!.textContent).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has the note of a sample beside the school, not in its name or its link', () => {
    show(demoResult('DEMO-FAMILIES'));
    expect(textOf('profiles')).toContain('По странице школы за прошлый год.');
    expect([...byId('profiles')!.querySelectorAll('a')].map((link) => link.firstChild!.textContent)).toEqual(['Страница школы']);
  });
});

describe("the student's own plan", () => {
  it('stands on the student\'s page in the words of the answers, its first step at the head of the month, and on no parent\'s page', async () => {
    show(demoResult('DEMO-FAMILIES'));
    for (const text of ['Поступить в колледж или техникум', 'Обсужу свои планы дома', 'Позже, но в течение месяца', 'Больше узнать о местах учёбы']) expect(textOf('own-plan')).toContain(text);
    expect(document.querySelector('section ol li')!.textContent).toContain('Схожу на день открытых дверей');
    expect(byId('wants-talk')).toBeNull();
    await press('for-parents');
    expect(byId('own-plan')).toBeNull();
    expect(document.body.textContent).not.toContain('Схожу на день открытых дверей');
  });

  it('names whom to go to when a talk is wanted, and claims nobody was told', () => {
    show(demoResult('DEMO-FAMILIES-TALK'));
    expect(textOf('wants-talk')).toContain('школьному психологу');
    expect(textOf('wants-talk')).not.toMatch(/передан|сообщ|узнает|уже/);
  });
});

describe('tasks', () => {
  it('that are not shown yet are named in one line, and their evidence is on no card', () => {
    show(demoResult('DEMO-FAMILIES'));
    expect(textOf('withheld')).toContain('«Слова и выводы» и «Числа»');
    expect(textOf('profession-15-1252')).not.toContain('лучше других');
  });

  it('that are shown stand beside the values on a card', () => {
    show(demoResult('DEMO-FAMILIES-TASKS'));
    expect(byId('withheld')).toBeNull();
    expect(textOf('profession-15-1252')).toMatch(/шли у тебя лучше других твоих: Числа/);
  });
});

describe('the marks on the page', () => {
  const dizajn = '27-1024';

  it('bring what is interesting to the list on top, keep the focus and say so', async () => {
    show(demoResult('DEMO-FAMILIES'));
    await press(`mark-yes-${dizajn}`);
    expect(byId('my-list')!.querySelector(`[data-testid="profession-${dizajn}"]`)).not.toBeNull();
    expect(byId('sector-design')!.querySelector(`[data-card="${dizajn}"]`)).toBeNull();
    expect((document.activeElement as HTMLElement).dataset['testid']).toBe(`mark-yes-${dizajn}`);
    expect(document.activeElement!.getAttribute('aria-pressed')).toBe('true');
    expect(textOf('mark-said')).toContain('в твоём списке');
    expect(textOf('my-list')).toContain('Иллюстратор');
  });

  it('put aside with the focus on the next, and take back', async () => {
    show(demoResult('DEMO-FAMILIES'));
    await press(`mark-no-${dizajn}`);
    expect(textOf('put-off')).toContain('Графический дизайнер');
    expect(document.activeElement!.closest<HTMLElement>('[data-card]')!.dataset['card']).toBe('27-1013');
    await press(`mark-no-${dizajn}`);
    expect(byId('put-off')).toBeNull();
    expect(byId('sector-design')!.querySelector(`[data-card="${dizajn}"]`)).not.toBeNull();
    expect((document.activeElement as HTMLElement).dataset['testid']).toBe(`mark-no-${dizajn}`);
  });

  it('leave the rest of the page as it was, and nothing in the browser', async () => {
    show(demoResult('DEMO-FAMILIES'));
    const before = [...document.querySelectorAll('section.card')].map((section) => section.textContent);
    await press(`mark-yes-${dizajn}`);
    await press('mark-no-19-1029');
    expect([...document.querySelectorAll('section.card')].map((section) => section.textContent)).toEqual(before);
    expect(localStorage.length + sessionStorage.length).toBe(0);
  });
});

describe("the parent's page", () => {
  it('has the same list without marks, trace and numbers of scores', async () => {
    show(demoResult('DEMO-FAMILIES'));
    const codes = [...document.querySelectorAll<HTMLElement>('[data-card]')].map((card) => card.dataset['card']);
    await press(`mark-no-${codes[0]}`);
    await press('for-parents');
    expect([...document.querySelectorAll<HTMLElement>('[data-card]')].map((card) => card.dataset['card'])).toEqual(codes);
    expect(document.querySelector('[data-mark], [data-testid^="why-"], .score')).toBeNull();
    expect(byId('result')!.textContent).not.toMatch(/ ± /);
    expect(byId('for-parents')!.getAttribute('aria-pressed')).toBe('true');
  });

  it('never says «ты»', () => {
    for (const key of ['FAMILIES', 'WIDE', 'FAMILIES-REGION', 'FLAT', 'SAME', 'FEW', 'UNCLEAR', 'PARTIAL', 'OLD']) {
      show(demoResult(`DEMO-${key}`), 'parent');
      expect(document.body.textContent!.match(/(?<![а-яё])(ты|тебе|тебя|тво[а-яё]+|посмотри|найди|попробуй)(?![а-яё])[^.]*/giu)).toEqual(null);
      void unmount(page!);
      page = null;
      document.body.replaceChildren();
    }
  });
});
