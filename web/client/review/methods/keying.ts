import type { Answer, MethodItem } from '../../shared/net/methodsWire';

/** How far a sheet has been typed: `undefined` where nothing was yet, `null` where there is no answer. */
export interface Typing {
  answers: (Answer | undefined)[];
  at: number;
  /** What was typed of an answer of several digits. */
  draft: string;
}

/** `moved`: an answer was taken; `kept`: more is to come or another place is looked at; `refused`: no such answer here. */
export type Typed = { typing: Typing; kind: 'moved' | 'kept' | 'refused' };

export function beginTyping(items: readonly MethodItem[]): Typing {
  return { answers: items.map(() => undefined), at: 0, draft: '' };
}

export function isTyped(typing: Typing): boolean {
  return typing.answers.every((answer) => answer !== undefined);
}

/** Digits answer; `-` or the space bar say that there is none, arrows move, Backspace takes back, Enter ends a number of several digits. */
export function typeKey(items: readonly MethodItem[], typing: Typing, key: string): Typed {
  if (key === 'ArrowLeft') return moved(typing, Math.max(0, typing.at - 1));
  if (key === 'ArrowRight') return moved(typing, Math.min(items.length, typing.at + 1));
  if (key === 'Backspace') return typing.draft === '' ? moved(typing, Math.max(0, typing.at - 1)) : { typing: { ...typing, draft: typing.draft.slice(0, -1) }, kind: 'kept' };
  const item = items[typing.at];
  if (item === undefined) return { typing, kind: 'refused' };
  if (key === ' ' || key === '-') return taken(typing, null);
  if (key === 'Enter') return typing.draft === '' ? { typing, kind: 'refused' } : ended(item, typing, typing.draft);
  if (!/^\d$/.test(key)) return { typing, kind: 'refused' };
  return digitsOf(item) === 1 ? ended(item, typing, key) : grown(item, typing, typing.draft + key);
}

/** What is shown of an answer: the number itself, or of a pair the number of the option from 1. */
export function shownAnswer(item: MethodItem, answer: Answer | undefined): string {
  if (answer === undefined) return '';
  if (answer === null) return '–';
  return item.options.length === 0 ? String(answer) : (item.options[answer] ?? String(answer + 1));
}

function grown(item: MethodItem, typing: Typing, draft: string): Typed {
  // No further digit fits: 7 of twelve is done, 1 may become 12.
  const isWhole = draft.length >= digitsOf(item) || 10 * Number(draft) > mostTyped(item);
  return isWhole ? ended(item, typing, draft) : { typing: { ...typing, draft }, kind: 'kept' };
}

function ended(item: MethodItem, typing: Typing, text: string): Typed {
  const number = Number(text) - (item.options.length === 0 ? 0 : 1);
  return number >= item.least && number <= item.most ? taken(typing, number) : { typing: { ...typing, draft: '' }, kind: 'refused' };
}

function taken(typing: Typing, answer: Answer): Typed {
  const answers = [...typing.answers];
  answers[typing.at] = answer;
  return { typing: { answers, at: typing.at + 1, draft: '' }, kind: 'moved' };
}

function moved(typing: Typing, at: number): Typed {
  return { typing: { ...typing, at, draft: '' }, kind: 'kept' };
}

function digitsOf(item: MethodItem): number {
  return String(mostTyped(item)).length;
}

function mostTyped(item: MethodItem): number {
  return item.options.length === 0 ? item.most : item.options.length;
}
