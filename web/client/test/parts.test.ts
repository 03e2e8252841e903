// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import type { BatteryPackage, PackageStep } from '../shared/net/wire';
import { Battery } from '../student/battery';
import Intro from '../student/Intro.svelte';
import { numberOf, Parts } from '../student/parts.svelte';
import SittingEnd from '../student/SittingEnd.svelte';

const step = (id: string, first: number, more: Partial<PackageStep> = {}): PackageStep => ({
  id, title: id, instruction: '', minutes: 6, first, formats: [{ type: 'singleChoice' }], items: [{ text: '1', format: 0 }, { text: '2', format: 0 }], ...more,
});
const steps = [
  step('start', 0, { optional: true }), step('interests', 2), step('words', 4, { seconds: 60, sitting: 2 }), step('more', 6, { optional: true, sitting: 2 }),
] as const;
const [start, interests, words, more] = steps;
const content: BatteryPackage = { battery: 'b', version: '1.0.0', title: 'b', steps: [...steps] };
const battery = new Battery(content);
const { items } = battery;
const straight = (position: number): number => Math.min(position, items.length);
const answered = (...positions: number[]) => (position: number): boolean => positions.includes(position);

describe('an optional step', () => {
  it('is passed over forwards once it is left out, and met again at its beginning backwards', () => {
    const parts = new Parts();
    expect(parts.landing(items, 0, 0, straight)).toBe(0);
    parts.leaveOut(start);
    parts.leaveOut(more);
    expect(parts.landing(items, 0, 0, straight)).toBe(2);
    expect(parts.landing(items, 5, 6, straight)).toBe(8);
    expect(parts.landing(items, 2, 1, straight)).toBe(0);
    expect(parts.landing(items, 8, 7, straight)).toBe(6);
    parts.takeUp(more);
    expect(parts.landing(items, 5, 6, straight)).toBe(6);
  });

  it('leads on past what is closed behind it', () => {
    const parts = new Parts({ leftOut: ['start'] });
    const pastInterests = (position: number): number => (position === 2 ? 4 : position);
    expect(parts.landing(items, 0, 0, pastInterests)).toBe(4);
  });

  it('stays left out after a reload, and only there', () => {
    const parts = new Parts();
    parts.leaveOut(start);
    const again = new Parts(structuredClone(parts.toRecord()));
    expect([start, more].map((one) => again.isLeftOut(one))).toEqual([true, false]);
    expect(new Parts({ leftOut: ['interests'] }).isLeftOut(interests)).toBe(false);
  });

  it('was passed when a later step has an answer, on whatever device', () => {
    const parts = new Parts();
    parts.settle(items, answered(2, 3));
    expect([start, more].map((one) => parts.isLeftOut(one))).toEqual([true, false]);
    const taken = new Parts();
    taken.settle(items, answered(0, 2));
    expect(taken.isLeftOut(start)).toBe(false);
  });

  it('waits for answers only once it has been begun', () => {
    const parts = new Parts({ leftOut: ['start'] });
    expect(parts.isWaited(start, answered(0))).toBe(false);
    expect(parts.isWaited(more, answered())).toBe(false);
    expect(parts.isWaited(more, answered(6))).toBe(true);
    expect(parts.isWaited(interests, answered())).toBe(true);
  });

  it('has no number among the parts that everyone takes', () => {
    expect([1, 2].map((index) => numberOf(battery.steps, index))).toEqual([{ n: 1, of: 2 }, { n: 2, of: 2 }]);
  });
});

describe('a sitting', () => {
  it('ends before the first step of the next one, until the student goes on', () => {
    const parts = new Parts();
    expect(parts.isLater(words)).toBe(false);
    parts.goOnTo(interests);
    expect([interests, words].map((one) => parts.isLater(one))).toEqual([false, true]);
    const reloaded = new Parts(parts.toRecord());
    expect(reloaded.isLater(words)).toBe(true);
    reloaded.goOnTo(words);
    reloaded.goOnTo(interests);
    expect(reloaded.isLater(more)).toBe(false);
    expect(reloaded.toRecord().sitting).toBe(2);
  });

  it('has begun when something in it is answered elsewhere', () => {
    const parts = new Parts({ sitting: 1 });
    parts.settle(items, answered(2, 3, 4));
    expect(parts.isLater(words)).toBe(false);
  });
});

describe('the intro', () => {
  const show = (position: number, leftOut: string[] = []) => {
    const parts = new Parts({ leftOut });
    const lesson = { battery, canGoBack: () => false, isLeftOut: (one: PackageStep) => parts.isLeftOut(one), begin: vi.fn(), skipPart: vi.fn(), goTo: vi.fn() };
    const page = mount(Intro, { target: document.body, props: { lesson, item: items[position] } as never });
    flushSync();
    return { lesson, page, text: () => document.body.textContent ?? '', press: (id: string) => document.querySelector<HTMLButtonElement>(`[data-testid=${id}]`)?.click() };
  };

  it('of an optional part says so and how long it takes, and lets it be left out', async () => {
    const { lesson, page, text, press } = show(0);
    expect(text()).toContain('Необязательная часть');
    expect(text()).toContain('примерно 6 минут');
    press('block-skip');
    expect(lesson.skipPart).toHaveBeenCalledWith(items[0]);
    press('block-start');
    expect(lesson.begin).toHaveBeenCalledWith(items[0]);
    await unmount(page);
  });

  it('of a part for everyone has no way past it and does not name what was left out', async () => {
    const { page, text } = show(2, ['start']);
    expect(document.querySelector('[data-testid=block-skip]')).toBeNull();
    expect(text()).toContain('Часть 1 из 2');
    expect(text()).not.toContain('start');
    await unmount(page);
  });
});

describe('the end of a sitting', () => {
  const show = (state: { pending: number; run?: string }) => {
    const lesson = { run: 'running', link: 'online', ...state, leave: vi.fn(() => Promise.resolve()), goOn: vi.fn() };
    const page = mount(SittingEnd, { target: document.body, props: { lesson, item: items[4] } as never });
    flushSync();
    const press = (id: string): void => {
      document.querySelector<HTMLButtonElement>(`[data-testid=${id}]`)!.click();
      flushSync();
    };
    return { lesson, page, press };
  };

  it('leaves the device when everything is acknowledged', async () => {
    const { lesson, page, press } = show({ pending: 0 });
    expect(document.body.textContent).toContain('Продолжение — на следующем занятии, с тем же кодом');
    expect(lesson.leave).not.toHaveBeenCalled();
    press('sitting-leave');
    expect(lesson.leave).toHaveBeenCalledOnce();
    await unmount(page);
  });

  it('waits with what is on its way and says so', async () => {
    const { lesson, page, press } = show({ pending: 3 });
    press('sitting-leave');
    expect(lesson.leave).not.toHaveBeenCalled();
    expect(document.body.textContent).toContain('Отправляем последние ответы');
    await unmount(page);
  });

  it('lets a student go on, but not while the class is paused', async () => {
    const going = show({ pending: 0 });
    going.press('sitting-go-on');
    expect(going.lesson.goOn).toHaveBeenCalledWith(items[4]);
    await unmount(going.page);
    const paused = show({ pending: 0, run: 'paused' });
    expect(document.querySelector('[data-testid=sitting-go-on]')).toBeNull();
    await unmount(paused.page);
  });
});
