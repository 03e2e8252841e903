import type { AnswerFormat, BatteryPackage, PackageItem, PackageStep } from '../../shared/net/wire';

/** An item of the form as it is keyed: its number on the paper is `at` + 1. */
export interface KeyedItem {
  at: number;
  /** Of a section whose tasks are chosen by the answers a part stands on paper: the first of the order without a link. */
  isPrinted: boolean;
  step: PackageStep;
  item: PackageItem;
  format: AnswerFormat;
}

/** How far a keying has come. `order` are the items it goes through, `answers` stand by item of the form, null where nothing was keyed yet. */
export interface Keying {
  order: number[];
  /** Place in `order`; its length when all is keyed. */
  place: number;
  /** What was typed of an answer that takes more than one key. */
  draft: string;
  answers: (string | null)[];
}

/** `moved`: an answer was taken; `kept`: more is to come; `refused`: no such answer here. */
export type Pressed = { keying: Keying; kind: 'moved' | 'kept' | 'refused' };

export function itemsOf(content: BatteryPackage): KeyedItem[] {
  return content.steps.flatMap((step) => step.items.map((item, index) => ({ at: step.first + index, isPrinted: isPrinted(step, index), step, item, format: step.formats[item.format]! })));
}

export function begin(items: readonly KeyedItem[]): Keying {
  return { order: printedOf(items), place: 0, draft: '', answers: items.map(() => null) };
}

/** What is keyed of a form, in its order. */
export function printedOf(items: readonly KeyedItem[]): number[] {
  return items.filter((one) => one.isPrinted).map((one) => one.at);
}

function isPrinted(step: PackageStep, index: number): boolean {
  return step.adaptive === undefined || step.adaptive.order.slice(0, step.adaptive.most).includes(index);
}

/** The same answers, with some items to be keyed again. */
export function again(keying: Keying, items: readonly number[]): Keying {
  return { ...keying, order: [...items], place: 0, draft: '', answers: keying.answers.map((value, at) => (items.includes(at) ? null : value)) };
}

export function isDone(keying: Keying): boolean {
  return keying.place >= keying.order.length;
}

/** Digits answer, the space bar (and 0, where no answer is 0) says that there is none, Backspace takes back, Enter ends what takes several keys. */
export function press(items: readonly KeyedItem[], keying: Keying, key: string): Pressed {
  if (key === 'Backspace') return { keying: back(keying), kind: 'kept' };
  if (key === 'ArrowLeft') return { keying: { ...keying, draft: '', place: Math.max(0, keying.place - 1) }, kind: 'kept' };
  const at = keying.order[keying.place];
  const one = at === undefined ? undefined : items[at];
  if (one === undefined) return { keying, kind: 'refused' };
  if (key === 'ArrowRight') return keying.answers[one.at] === null ? { keying, kind: 'refused' } : { keying: { ...keying, draft: '', place: keying.place + 1 }, kind: 'kept' };
  if (key === ' ' || (key === '0' && !takesZero(one.format))) return answer(keying, one, '');
  if (key === 'Enter') return typed(keying, one, keying.draft);
  if (!/^[\d.,+-]$/.test(key)) return { keying, kind: 'refused' };
  return add(keying, one, key);
}

/** From here to the end of the part nothing is marked. */
export function emptyToEnd(items: readonly KeyedItem[], keying: Keying): Keying {
  const step = items[keying.order[keying.place] ?? -1]?.step;
  let { place } = keying;
  const answers = [...keying.answers];
  for (; place < keying.order.length && items[keying.order[place]!]!.step === step; place++) answers[keying.order[place]!] ??= '';
  return { ...keying, answers, place, draft: '' };
}

function back(keying: Keying): Keying {
  return keying.draft !== '' ? { ...keying, draft: keying.draft.slice(0, -1) } : { ...keying, place: Math.max(0, keying.place - 1) };
}

function add(keying: Keying, one: KeyedItem, key: string): Pressed {
  const { format } = one;
  const count = optionsOf(one);
  // More than nine answers have numbers of two digits: those are typed and ended with Enter.
  const isLong = format.type === 'number' || format.type === 'slider' || count > 9;
  if (isLong) return { keying: { ...keying, draft: `${keying.draft}${key === ',' ? '.' : key}`.slice(0, 40) }, kind: 'kept' };
  const digit = Number(key);
  if (!Number.isInteger(digit) || digit < 1 || digit > count) return { keying, kind: 'refused' };
  if (format.type === 'multipleChoice') {
    const chosen = keying.draft.includes(key) ? keying.draft.replace(key, '') : [...`${keying.draft}${key}`].sort().join('');
    return { keying: { ...keying, draft: chosen }, kind: 'kept' };
  }
  if (format.type === 'bestWorst' || format.type === 'ranking') {
    if (keying.draft.includes(key)) return { keying, kind: 'refused' };
    const draft = keying.draft + key;
    return draft.length < (format.type === 'bestWorst' ? 2 : count) ? { keying: { ...keying, draft }, kind: 'kept' } : typed(keying, one, draft);
  }
  return typed(keying, one, key);
}

function typed(keying: Keying, one: KeyedItem, text: string): Pressed {
  const value = text === '' ? null : canonical(one, text);
  return value === null ? { keying: { ...keying, draft: '' }, kind: 'refused' } : answer(keying, one, value);
}

/** The canonical text (engine/Instruments/AnswerFormat.cs) of what was typed, or null. */
function canonical(one: KeyedItem, text: string): string | null {
  const { format } = one;
  const count = optionsOf(one);
  const numbers = (count > 9 ? text.split(/[+.]/) : [...text]).map(Number);
  const areOptions = numbers.every((n) => Number.isInteger(n) && n >= 1 && n <= count) && new Set(numbers).size === numbers.length;
  switch (format.type) {
    case 'likert':
      return areOptions && numbers.length === 1 ? String(format.first + numbers[0]! - 1) : null;
    case 'pair':
    case 'singleChoice':
      return areOptions && numbers.length === 1 ? String(numbers[0]! - 1) : null;
    case 'bestWorst':
      return areOptions && numbers.length === 2 ? `${numbers[0]! - 1}>${numbers[1]! - 1}` : null;
    case 'multipleChoice': {
      const places = numbers.map((n) => n - 1).sort((a, b) => a - b);
      const isAlone = places.length === 1 || !places.some((place) => (format.exclusive ?? []).includes(place));
      return areOptions && isAlone && places.length >= format.least && places.length <= format.most ? places.join('+') : null;
    }
    case 'ranking':
      // The paper has a place beside each option; the answer has the options in the order of their places.
      return areOptions && numbers.length === count ? numbers.map((_, index) => numbers.indexOf(index + 1)).join('>') : null;
    case 'slider':
      return /^(\d|10)$/.test(text) ? text : null;
    case 'number': {
      const number = Number(text);
      const isNumber = /^-?\d+(\.\d+)?$/.test(text) && (text.split('.')[1] ?? '').length <= format.decimals;
      return isNumber && number >= format.min && number <= format.max ? String(number === 0 ? 0 : number) : null;
    }
  }
}

function answer(keying: Keying, one: KeyedItem, value: string): Pressed {
  const answers = [...keying.answers];
  answers[one.at] = value;
  return { keying: { ...keying, answers, draft: '', place: keying.place + 1 }, kind: 'moved' };
}

function takesZero(format: AnswerFormat): boolean {
  return format.type === 'number' || format.type === 'slider';
}

export function optionsOf(one: KeyedItem): number {
  return one.format.type === 'likert' ? one.format.labels.length : (one.item.options?.length ?? 0);
}

/** The words beside the boxes, in their order; empty for what is written as a number. */
export function choicesOf(one: KeyedItem): string[] {
  return one.format.type === 'likert' ? one.format.labels : (one.item.options ?? []).map((option) => option.text);
}

/** What was keyed as it stands on the paper: digits of boxes, or places, or a number; empty without an answer. */
export function digitsOf(one: KeyedItem, value: string): string {
  if (value === '') return '';
  const { format } = one;
  switch (format.type) {
    case 'likert':
      return String(Number(value) - format.first + 1);
    case 'pair':
    case 'singleChoice':
      return String(Number(value) + 1);
    case 'bestWorst':
      return value.split('>').map((place) => Number(place) + 1).join(' > ');
    case 'multipleChoice':
      return value.split('+').map((place) => Number(place) + 1).join(', ');
    case 'ranking': {
      const order = value.split('>').map(Number);
      return order.map((_, option) => order.indexOf(option) + 1).join(' ');
    }
    case 'slider':
    case 'number':
      return value;
  }
}

/** A code without what does not count: separators and case. */
export function bareCode(code: string): string {
  return code.replace(/[^\p{L}\p{N}]/gu, '').toLocaleUpperCase('ru');
}

/** The code in what was typed or scanned: a card's QR holds an address with the code behind the hash. */
export function codeIn(text: string): string {
  return text.includes('#') ? text.slice(text.lastIndexOf('#') + 1).trim() : text.trim();
}
