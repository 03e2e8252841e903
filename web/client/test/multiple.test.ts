// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FormatControl } from '../student/formats/control';
import Multiple from '../student/formats/Multiple.svelte';

const words = ['Узнать о профессиях', 'Попробовать дело', 'Обсудить дома', 'Пока помощь не нужна'];
let control: FormatControl;
let sent: string[];

beforeEach(() => {
  sent = [];
  control = mount(Multiple, {
    target: document.body,
    props: {
      name: 'item-0', labelledby: 'item-text', options: words.map((text) => ({ text })), least: 1, most: 2, exclusive: [3], value: undefined,
      onchoose: (value: string) => sent.push(value), onchange: () => undefined,
    },
  }) as unknown as FormatControl;
  flushSync();
});

afterEach(async () => {
  await unmount(control as unknown as Record<string, unknown>);
  document.body.replaceChildren();
});

const boxes = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
const ticked = (): number[] => boxes().flatMap((box, index) => (box.checked ? [index] : []));
const status = (): string => document.querySelector('[role="status"]')!.textContent ?? '';

function tick(option: number): void {
  boxes()[option]!.click();
  flushSync();
}

describe('several options with one that is chosen alone', () => {
  it('unticks the others for it and says which, even when no other can be ticked any more', () => {
    tick(0);
    tick(1);
    expect(boxes().map((box) => box.disabled)).toEqual([false, false, true, false]);
    tick(3);
    expect(ticked()).toEqual([3]);
    expect(status()).toContain('«Узнать о профессиях», «Попробовать дело»');
    expect(control.commit!()).toBeNull();
    expect(sent).toEqual(['3']);
  });

  it('unticks it for another one, by keyboard too, and is silent again after that', () => {
    tick(3);
    expect(control.press(2)).toBe(true);
    flushSync();
    expect(ticked()).toEqual([1]);
    expect(status()).toContain('«Пока помощь не нужна»');
    tick(0);
    expect(status()).not.toContain('«');
    control.commit!();
    expect(sent).toEqual(['0+1']);
  });
});
