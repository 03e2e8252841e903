// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BatteryPackage, PackageStep } from '../shared/net/wire';
import { Battery } from '../student/battery';
import SectionTime from '../student/SectionTime.svelte';
import { TimedSections } from '../student/sections';

const step = (id: string, first: number, seconds?: number): PackageStep => ({
  id, title: id, instruction: '', minutes: 2, first, formats: [{ type: 'singleChoice' }],
  items: [{ text: '1', format: 0 }, { text: '2', format: 0 }],
  ...(seconds === undefined ? {} : { seconds }),
});
const steps = [step('before', 0), step('words', 2, 120), step('numbers', 4, 90), step('after', 6)] as const;
const [before, words, numbers] = steps;
const content: BatteryPackage = { battery: 'b', version: '1.0.0', title: 'b', steps: [...steps] };
const { items } = new Battery(content);

describe('the clock of a limited section', () => {
  let now = 1_000;
  const clock = (kept?: ConstructorParameters<typeof TimedSections>[0]): TimedSections => new TimedSections(kept, () => now);

  it('runs only while the section is on the screen', () => {
    const sections = clock();
    sections.begin(words);
    now += 50_000;
    expect(sections.leftMs(words)).toBe(120_000);
    sections.run(words);
    now += 30_000;
    expect(sections.leftMs(words)).toBe(90_000);
    sections.stop();
    now += 500_000;
    expect(sections.leftMs(words)).toBe(90_000);
    sections.run(words);
    now += 10_000;
    expect(sections.leftMs(words)).toBe(80_000);
  });

  it('lasts longer by what a teacher has added, once', () => {
    const sections = clock();
    sections.run(words);
    now += 100_000;
    sections.hear(steps, [{ step: 1, elapsedMs: 100_000, givenMs: 300_000 }]);
    expect(sections.leftMs(words)).toBe(320_000);
    sections.hear(steps, [{ step: 1, elapsedMs: 100_000, givenMs: 300_000 }]);
    expect(sections.leftMs(words)).toBe(320_000);
    const again = clock(sections.toRecord());
    expect(again.leftMs(words)).toBe(320_000);
    again.hear(steps, [{ step: 1, elapsedMs: 110_000 }]);
    expect(again.leftMs(words)).toBe(310_000);
  });

  it('lasts by the conditions of the student, also when they change while it runs', () => {
    const sections = clock();
    sections.run(words);
    now += 100_000;
    sections.percent = 150;
    expect(sections.leftMs(words)).toBe(80_000);
    sections.percent = 100;
    expect(sections.leftMs(words)).toBe(20_000);
  });

  it('gives nothing back after a reload but the time away', () => {
    const sections = clock();
    sections.run(words);
    now += 70_000;
    const kept = structuredClone(sections.toRecord());
    now += 999_000;
    const again = clock(kept);
    expect(again.hasBegun(words)).toBe(true);
    expect(again.leftMs(words)).toBe(50_000);
    again.run(words);
    now += 50_000;
    expect(again.isClosed(words)).toBe(true);
    expect(clock(again.toRecord()).isClosed(words)).toBe(true);
    expect(again.isClosed(numbers)).toBe(false);
  });

  it('takes the time the server has counted when it is more, and gives none back when it is less', () => {
    const sections = clock();
    sections.run(words);
    now += 30_000;
    sections.hear(steps, [{ step: 1, elapsedMs: 10_000 }]);
    expect(sections.leftMs(words)).toBe(90_000);
    sections.hear(steps, [{ step: 1, elapsedMs: 70_000 }]);
    expect(sections.leftMs(words)).toBe(50_000);
    now += 20_000;
    expect(sections.leftMs(words)).toBe(30_000);
    sections.hear(steps, [{ step: 1, elapsedMs: 500_000 }]);
    expect(sections.isClosed(words)).toBe(true);
  });

  it('goes on with the remaining time on a device that knows nothing', () => {
    const sections = clock();
    sections.hear(steps, [{ step: 2, elapsedMs: 40_000 }, { step: 0, elapsedMs: 1 }, { step: 9, elapsedMs: 1 }]);
    expect(steps.map((one) => sections.hasBegun(one))).toEqual([false, false, true, false]);
    expect(sections.leftMs(numbers)).toBe(50_000);
    sections.begin(numbers);
    expect(sections.leftMs(numbers)).toBe(50_000);
    expect(clock(sections.toRecord()).leftMs(numbers)).toBe(50_000);
  });

  it('does not hurt steps without a limit', () => {
    const sections = clock();
    sections.begin(before);
    sections.close(before);
    expect(sections.isClosed(before)).toBe(false);
    expect(sections.toRecord()).toEqual({});
  });
});

describe('the way through limited sections', () => {
  it('leads past a closed one and never back into it', () => {
    const sections = new TimedSections({}, () => 0);
    expect(sections.landing(items, 2)).toBe(2);
    expect(sections.isBackAllowed(items, 2)).toBe(true);
    sections.run(words);
    expect([2, 3].map((position) => sections.isBackAllowed(items, position))).toEqual([false, true]);
    sections.close(words);
    expect(sections.landing(items, 2)).toBe(4);
    expect(sections.isBackAllowed(items, 4)).toBe(false);
    sections.close(numbers);
    expect(sections.landing(items, 3)).toBe(6);
    expect([6, 7, 8].map((position) => sections.isBackAllowed(items, position))).toEqual([false, true, true]);
  });

  it('ends at the end when the last section is closed', () => {
    const two = new Battery({ ...content, steps: [before, words] }).items;
    const sections = new TimedSections({ words: { spentMs: 120_000, closed: false } }, () => 0);
    expect(sections.landing(two, 2)).toBe(4);
    expect(sections.isBackAllowed(two, 4)).toBe(false);
  });

  it('closes a section that was passed on another device, and none that was only begun there', () => {
    const answered = new Set([0, 1, 2, 4]);
    const sections = new TimedSections({}, () => 0);
    sections.closePassed(items, (position) => answered.has(position));
    expect([words, numbers].map((one) => sections.isClosed(one))).toEqual([true, false]);
  });

  it('closes a section that was begun and left on another device without an answer', () => {
    const sections = new TimedSections({}, () => 0);
    sections.hear(steps, [{ step: 1, elapsedMs: 5_000 }, { step: 2, elapsedMs: 1_000 }]);
    sections.closePassed(items, (position) => position < 2);
    expect([words, numbers].map((one) => sections.isClosed(one))).toEqual([true, false]);
    expect(sections.landing(items, 2)).toBe(4);
  });
});

describe('the bar of a limited section', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const show = () => {
    const sections = new TimedSections({});
    const lesson = {
      runSection: (one: PackageStep) => sections.run(one),
      stopSection: () => sections.stop(),
      sectionLeftMs: (one: PackageStep) => sections.leftMs(one),
      sectionLimitMs: () => 120_000,
      saveSections: vi.fn(),
      timeOver: vi.fn((one: PackageStep) => sections.close(one)),
    };
    const page = mount(SectionTime, { target: document.body, props: { lesson, step: words } });
    flushSync();
    const text = (id: string) => document.querySelector(`[data-testid=${id}]`)?.textContent?.trim() ?? '';
    const pass = (ms: number): void => {
      vi.advanceTimersByTime(ms);
      flushSync();
    };
    return { lesson, sections, page, text, pass };
  };

  it('is silent until it is asked or a minute is left, and tells when the time is over', async () => {
    const { lesson, page, text, pass } = show();
    expect(text('section-time')).toContain('около 2 минут');
    expect(text('section-said')).toBe('');
    document.querySelector<HTMLButtonElement>('[data-testid=section-ask]')!.click();
    pass(200);
    expect(text('section-said')).toBe('Осталось около 2 минут');
    pass(60_300);
    expect(text('section-said')).toBe('Осталось меньше минуты');
    expect(lesson.timeOver).not.toHaveBeenCalled();
    pass(60_000);
    expect(lesson.timeOver).toHaveBeenCalledWith(words);
    await unmount(page);
  });

  it('stops counting when it leaves the screen', async () => {
    const { lesson, sections, page, pass } = show();
    pass(20_000);
    await unmount(page);
    pass(300_000);
    expect(sections.leftMs(words)).toBe(100_000);
    expect(lesson.saveSections).toHaveBeenCalled();
    expect(lesson.timeOver).not.toHaveBeenCalled();
  });
});
