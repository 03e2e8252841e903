// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
// @ts-expect-error The stand-in server is plain JavaScript.
import { observerQuestions } from '../mock/observer.mjs';
// @ts-expect-error The stand-in server is plain JavaScript.
import * as mock from '../mock/review.mjs';
import { QueueNames } from '../review/names.svelte';
import { Observers } from '../review/observers/observers.svelte';
import ObserversPart from '../review/observers/ObserversPart.svelte';
import Head from '../review/profile/Head.svelte';
import type { ObserverForm, ObserverQuestions } from '../shared/net/observerWire';
import type { ProtocolView } from '../shared/net/protocolWire';
import { observerTexts } from '../shared/text/observer';
import { protocolTexts } from '../shared/text/protocol';
import { resultTexts } from '../shared/text/result';
import { reviewTexts } from '../shared/text/review';
import { addTexts, loadLanguage } from '../shared/text/text';

let page: Record<string, unknown>;
const find = (id: string): HTMLElement | null => document.querySelector(`[data-testid="${id}"]`);
const staff = { acts: ['readResults'], name: 'Мария Викторовна', word: 'word' };
const profile = (): ProtocolView =>
  (mock.reviewAnswer({ staff, ...mock.reviewState() }, 'GET', '/api/review/classes/c2/seats/5', new URLSearchParams(), {}, null) as [number, ProtocolView])[1];

beforeAll(async () => {
  await loadLanguage(reviewTexts);
  for (const texts of [resultTexts, protocolTexts, observerTexts]) await addTexts(texts);
});

afterEach(async () => {
  await unmount(page);
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

describe('the head of a profile', () => {
  it.each([
    [{ talk: null, isTalked: false }, 'review-held', 'review-take-back'],
    [{ talk: { atMs: 1, by: 'Вера' }, isTalked: true }, 'review-take-back', 'review-held'],
    // A parent asked later, or another session has finished: the talk is told, and another one is noted, not the first taken back.
    [{ talk: { atMs: 1, by: 'Вера' }, isTalked: false }, 'review-held', 'review-take-back'],
  ])('offers of a talk what the queue offers: %j', (talked, offered, other) => {
    page = mount(Head, {
      target: document.body,
      props: { view: { ...profile(), ...talked }, path: null, beside: { parents: null, observers: null, methods: [] }, room: undefined, names: new QueueNames(), onnote: () => undefined },
    });
    flushSync();
    expect([find(offered) !== null, find(other), find('review-held-by') !== null]).toEqual([true, null, talked.talk !== null]);
  });
});

describe('what colleagues answered', () => {
  it('stands with the questions of its own version, and without them where nobody knows them any more', () => {
    const now = observerQuestions as ObserverQuestions;
    const earlier = { ...now, version: '0.9.0', questions: now.questions.map((one) => ({ ...one, text: `Прежде: ${one.text}` })) };
    const form = (observerId: string, questions: ObserverQuestions | null): ObserverForm =>
      ({ observerId, observer: observerId, askedAtMs: 1, answeredAtMs: 2, declinedAtMs: null, questions, answers: now.questions.map(() => 3) });
    const observers = new Observers({ classId: 'c2', seat: 5 });
    observers.state = { forms: [form('a', now), form('b', earlier), form('c', null)] };
    vi.stubGlobal('fetch', () => new Promise(() => undefined));
    page = mount(ObserversPart, { target: document.body, props: { observers, result: profile().result, maySign: false } });
    flushSync();
    const told = [...document.querySelectorAll<HTMLElement>('[data-testid="observer"]')];
    expect(told.map((one) => one.querySelector('li')?.textContent ?? null)).toEqual([expect.stringContaining(now.questions[0]!.text), expect.stringMatching(/^Прежде: /), null]);
    expect(told.map((one) => one.querySelector('[data-testid="observer-unknown"]') !== null)).toEqual([false, false, true]);
  });
});
