// @vitest-environment jsdom
import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
// @ts-expect-error The mock server is plain JavaScript.
import * as mock from '../mock/parent.mjs';
import { blocksOf, isFull, toggled } from '../parent/blocks';
import { besideRows } from '../review/observers/beside';
import { likings } from '../review/parents/told';
import type { ParentQuestion, ParentQuestions } from '../shared/net/parentFormWire';
import type { SectionResult } from '../shared/net/studentResultWire';
import { answerWords } from '../shared/text/parentAnswer';
import { parentTexts } from '../shared/text/parent';
import { loadLanguage } from '../shared/text/text';

const questions = (mock.parentQuestions as () => ParentQuestions)();
const link = 'ABCD-EFGH-JKMN-PQRS-TVWX';
const support = questions.questions.find(({ id }) => id === 'support')!;
let state: { decided: { decision: string; way: string; atMs: number }[]; answers: string[] | null };
let cut = false;
let page: Record<string, unknown> | null = null;
let App: typeof import('../parent/App.svelte').default;

describe('the screens', () => {
  it('are doings by four, then the next step with the help, then the survey; nothing is left out', () => {
    const blocks = blocksOf(questions.questions);
    expect(blocks.map(({ kind, questions: of }) => [kind, of.length])).toEqual([['doing', 4], ['doing', 4], ['doing', 4], ['next', 2], ['said', 4]]);
    expect(blocks.flatMap((one) => one.questions)).toEqual(questions.questions.map((_, at) => at));
  });
});

describe('one of several', () => {
  const press = (...all: number[]): string | null => all.reduce<string | null>((answer, at) => toggled(support, answer, at), null);
  it.each([[[3, 0], '0+3'], [[0, 0], null], [[0, 1, 2, 3], '0+1+2'], [[0, 1, 6], '6'], [[6, 2], '2']] as const)('after %j it is %s', (pressed, answer) => {
    expect(press(...pressed)).toBe(answer);
  });
  it('is full at the most, and not by what stands alone', () => {
    expect([isFull(support, '0+1+2'), isFull(support, '0+1'), isFull(support, '6'), isFull(support, null)]).toEqual([true, false, false, false]);
  });
});

describe('what a psychologist reads', () => {
  it('puts spheres in an order within the one form, and says what the parent does not know', () => {
    const answers = questions.questions.map(({ sphere }) => (sphere === 'I' ? '4' : sphere === 'S' ? '' : '1'));
    const section = { instrumentId: 'riasec', flat: false, leadingTier: ['R'], scales: ['R', 'I', 'A', 'S', 'E', 'C'].map((id) => ({ id, title: id, score: 1 })) } as unknown as SectionResult;
    expect(besideRows([section], questions.questions, likings(questions.questions, answers)).map(({ own, seen }) => `${own} ${seen}`)).toEqual(['ahead less', 'rest more', 'rest less', 'rest unseen', 'rest less', 'rest less']);
  });
  it('is told in the words of the options', () => {
    expect([answerWords(support, '0+2', '?'), answerWords(support, '', '?')]).toEqual(['Рассказ о профессиях и работе в регионе, Беседа со школьным психологом', '?']);
  });
});

const find = (id: string): HTMLElement | null => document.querySelector(`[data-testid="${id}"]`);

async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setTimeout(resolve));
  await tick();
  flushSync();
}

async function press(id: string): Promise<void> {
  find(id)!.click();
  await settle();
}

async function open(): Promise<void> {
  if (page !== null) await unmount(page);
  document.body.replaceChildren();
  history.replaceState(null, '', `/parent#${link}`);
  page = mount(App, { target: document.body });
  await settle();
}

/** The open screen, every question by the same place of its list. */
async function fill(at: string): Promise<void> {
  const block = blocksOf(questions.questions)[Number(find('parent-form')!.dataset['block'])]!;
  for (const index of block.questions) await press(`parent-${idOf(index)}-${at}`);
}

const idOf = (index: number): string => (questions.questions[index] as ParentQuestion).id;

describe('the questions on the page of a parent', () => {
  beforeAll(async () => {
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
    App = (await import('../parent/App.svelte')).default;
  });

  beforeEach(async () => {
    sessionStorage.clear();
    cut = false;
    state = { ...(mock.parentState as () => typeof state)(), decided: [{ decision: 'agreed', way: 'link', atMs: 1_000 }] };
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
    HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement): void {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function (this: HTMLDialogElement): void {
      this.open = false;
    };
    vi.stubGlobal('fetch', async (path: string, request: RequestInit) => {
      if (cut) throw new TypeError('cut');
      const [status, reply] = mock.parentAnswer(state, path, JSON.parse(request.body as string), null) as [number, unknown];
      return new Response(reply === undefined ? null : JSON.stringify(reply), { status });
    });
    await loadLanguage(parentTexts);
  });

  afterEach(async () => {
    if (page !== null) await unmount(page);
    page = null;
    document.body.replaceChildren();
    vi.unstubAllGlobals();
  });

  it('are not there without an agreement, and go when it is taken back', async () => {
    state.decided = [];
    await open();
    expect(find('parent-questions')).toBeNull();
    await press('parent-agree');
    await press('parent-yes');
    expect(find('parent-questions')!.dataset['answered']).toBe('false');
    sessionStorage.setItem('parent-form', 'typed');
    await press('parent-withdraw');
    await press('parent-yes');
    expect(find('parent-questions')).toBeNull();
    expect(sessionStorage.length).toBe(0);
  });

  it('are answered screen by screen, kept in the tab until they are sent and then nowhere', async () => {
    await open();
    await press('parent-questions-start');
    await press('parent-form-next');
    expect(find('parent-form-missing')!.textContent).toContain('осталось 4');
    expect(document.activeElement!.getAttribute('data-testid')).toBe('parent-c01-0');
    await fill('unknown');
    await press('parent-form-next');
    expect(find('parent-form')!.dataset['block']).toBe('1');
    await fill('3');
    await open();
    await press('parent-questions-start');
    expect(find('parent-form')!.dataset['block']).toBe('1');
    for (const at of ['3', '3', '2']) {
      await fill(at);
      await press('parent-form-next');
    }
    await fill('4');
    await press('parent-form-next');
    expect(state.answers).toHaveLength(18);
    expect([state.answers![0], state.answers![4], state.answers![12], state.answers![13], state.answers![17]]).toEqual(['', '3', '2', '2', '4']);
    expect(find('parent-done')!.textContent).toContain('ответы записаны');
    expect(sessionStorage.length).toBe(0);
    expect(find('parent-own')!.textContent).toContain('Поступить в вуз');
    await press('parent-questions-start');
    expect(find('parent-form')!.dataset['block']).toBe('0');
    expect((find('parent-c01-unknown') as HTMLInputElement).checked).toBe(true);
  });

  it('stay on the page without a link and go by themselves when it is back', async () => {
    state.answers = mock.parentAnswers(questions) as string[];
    await open();
    await press('parent-questions-start');
    await press('parent-c01-0');
    for (let screen = 0; screen < 4; screen++) await press('parent-form-next');
    cut = true;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    find('parent-form-next')!.click();
    await vi.advanceTimersByTimeAsync(1_000);
    flushSync();
    expect(find('parent-form-fault')!.dataset['fault']).toBe('offline');
    expect(state.answers[0]).not.toBe('0');
    cut = false;
    await vi.advanceTimersByTimeAsync(5_000);
    vi.useRealTimers();
    await settle();
    expect(state.answers[0]).toBe('0');
    expect(find('parent-form')).toBeNull();
  });

  it('say so when the time is over meanwhile', async () => {
    state.answers = mock.parentAnswers(questions) as string[];
    await open();
    await press('parent-questions-start');
    for (let screen = 0; screen < 4; screen++) await press('parent-form-next');
    state.decided = [];
    await press('parent-form-next');
    expect(find('parent-form-fault')!.dataset['fault']).toBe('closed');
  });
});
