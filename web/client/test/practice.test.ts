// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { BatteryPackage, PackageStep } from '../shared/net/wire';
import messageRu from '../shared/text/message.ru.json';
import { Battery } from '../student/battery';
import type { SaidMessage } from '../student/messages.svelte';

const step = (more: Partial<PackageStep> = {}): PackageStep => ({
  id: 'one', title: 'One', instruction: '', minutes: 1, first: 0, formats: [{ type: 'likert', first: 0, labels: ['Нет', 'Всё равно', 'Да'] }], items: [{ text: 'Рисовать', format: 0 }], ...more,
});
const battery = (steps: PackageStep[], variant?: 'simple' | 'pictogram'): Battery => {
  const content: BatteryPackage = { battery: 'b', version: '1.0.0', title: 'B', steps, ...(variant === undefined ? {} : { variant }) };
  return new Battery(content);
};

let page: Record<string, unknown> | undefined;
let open: (name: 'Practice' | 'Before', battery: Battery | null, said?: SaidMessage[]) => { practised: ReturnType<typeof vi.fn>; putAway: ReturnType<typeof vi.fn> };

beforeAll(async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
  const pages = { Practice: (await import('../student/Practice.svelte')).default, Before: (await import('../student/Before.svelte')).default };
  open = (name, content, said = []) => {
    const [practised, putAway] = [vi.fn(), vi.fn()];
    const told = content === null ? null : (JSON.parse(readFileSync(`../../engine/Consent/Texts/consent-3-${content.telling}.json`, 'utf8')) as unknown);
    page = mount(pages[name], { target: document.body, props: { lesson: { battery: content, practised, messages: { said, putAway }, loadingText: 'lobby.loading', told, tell: () => undefined } as never } });
    flushSync();
    return { practised, putAway };
  };
});

afterEach(async () => {
  if (page !== undefined) await unmount(page);
  page = undefined;
});

const press = (key: string): void => {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  flushSync();
};
const chosen = (): string[] => [...document.querySelectorAll<HTMLInputElement>('input:checked')].map((input) => input.value);
const text = (): string => document.body.textContent ?? '';

describe('the practice', () => {
  it('takes digits and Enter as the questions do', () => {
    const { practised } = open('Practice', battery([step()]));
    press('9');
    expect(chosen()).toEqual([]);
    press('4');
    expect(chosen()).toEqual(['4']);
    expect(practised).not.toHaveBeenCalled();
    press('Enter');
    expect(practised).toHaveBeenCalledOnce();
  });

  it('has the answers of the form, with faces and a picture for pictures', () => {
    open('Practice', battery([step()], 'pictogram'));
    press('3');
    expect(chosen()).toEqual(['2']);
    expect(document.querySelectorAll('.option svg')).toHaveLength(3);
    expect([...document.querySelectorAll('.option .words')].map((words) => [words.textContent, words.classList.contains('visually-hidden')])).toEqual([
      ['Нет', false], ['Всё равно', false], ['Да', false],
    ]);
    expect(document.querySelector('[role=img]')?.getAttribute('aria-label')).toContain('Утка');
  });

  it('has five worded answers where the form is not another', () => {
    open('Practice', battery([step()]));
    expect(document.querySelectorAll('.option')).toHaveLength(5);
    expect(document.querySelector('.option svg')).toBeNull();
  });

  it('shows below the task what the teacher says, until it is put away', async () => {
    const { putAway } = open('Practice', battery([step()]), [{ n: 1, message: 'ownCard', at: 0 }, { n: 2, message: 'quiet', at: 0 }]);
    await vi.waitFor(() => expect(document.querySelector('[data-testid=said]')).not.toBeNull());
    const said = document.querySelector('[data-testid=said]')!;
    expect([...said.querySelectorAll('p')].map((line) => line.textContent)).toEqual([messageRu['message.from'], messageRu['message.ownCard'], messageRu['message.quiet']]);
    expect(said.closest('[role=status]')).not.toBeNull();
    expect(document.querySelector('[data-testid=practice]')!.compareDocumentPosition(said) & Node.DOCUMENT_POSITION_FOLLOWING).not.toBe(0);
    said.querySelector<HTMLButtonElement>('[data-testid=said-close]')!.click();
    expect(putAway).toHaveBeenCalledOnce();
  });

  it('shows nothing where nothing was said', () => {
    open('Practice', battery([step()]));
    expect(document.querySelector('[data-testid=said]')).toBeNull();
  });
});

describe('what is told before consent', () => {
  it('says that there are tasks, and time only where there is', () => {
    open('Before', battery([step(), step({ seconds: 240 }), step({ seconds: 240 }), step({ seconds: 240 })]));
    expect(text()).toContain('3 коротких раздела с заданиями: там верный ответ один и идёт время');
    expect(text()).not.toContain('Правильных и неправильных ответов нет');
  });

  it('says no time where tasks have no limit, and counts the sittings', () => {
    open('Before', battery([step(), step({ tasks: true, sitting: 3 })]));
    expect(text()).toContain('1 раздел с заданиями: там верный ответ один, время не ограничено');
    expect(text()).toContain('Занятий несколько: 3');
  });

  it('says that nothing is right or wrong only where that is so', () => {
    open('Before', battery([step()]));
    expect(text()).toContain('Правильных и неправильных ответов нет');
  });

  it('asks nobody before the form is known', () => {
    open('Before', null);
    expect(document.querySelector('[data-testid=agree]')).toBeNull();
  });
});
