import { describe, expect, it } from 'vitest';
// @ts-expect-error The stand-in server is plain JavaScript.
import { observerQuestions } from '../mock/observer.mjs';
import { besideRows, seenTiers } from '../review/observers/beside';
import type { ObserverAnswer, ObserverQuestions, SphereId } from '../shared/net/observerWire';
import type { SectionResult } from '../shared/net/studentResultWire';

const questions = observerQuestions as ObserverQuestions;
const spheres: SphereId[] = ['R', 'I', 'A', 'S', 'E', 'C'];
const answering = (by: Partial<Record<SphereId, ObserverAnswer>>, rest: ObserverAnswer): ObserverAnswer[] => questions.questions.map(({ sphere }) => (sphere === null ? undefined : by[sphere]) ?? rest);
const tiersOf = (answers: ObserverAnswer[]): string[] => spheres.map((sphere) => seenTiers(questions.questions, answers).get(sphere)!);

describe('the questions', () => {
  it('are two of each sphere, none like another, never two of one sphere in a row', () => {
    const order = questions.questions.map(({ sphere }) => sphere);
    expect(spheres.map((sphere) => order.filter((one) => one === sphere).length)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(new Set(questions.questions.map(({ text }) => text)).size).toBe(16);
    expect(order.some((one, at) => one === order[at + 1])).toBe(false);
  });
});

describe('what a colleague sees', () => {
  it('is put in an order within the one form: a mild and a strict teacher say the same', () => {
    for (const rest of [1, 3] as const) expect(tiersOf(answering({ I: (rest + 2) as ObserverAnswer }, rest))).toEqual(['alike', 'more', 'alike', 'alike', 'alike', 'alike']);
    expect(tiersOf(answering({}, 5))).toEqual(spheres.map(() => 'alike'));
    expect(tiersOf(answering({ C: 1 }, 4))[5]).toBe('less');
  });

  it('says nothing of what nobody saw, and does not count it as seldom', () => {
    expect(tiersOf(answering({ R: 0, E: 5 }, 4))).toEqual(['unseen', 'alike', 'alike', 'alike', 'more', 'alike']);
  });

  it('stands beside the groups of the student, without a score of either', () => {
    const section = { instrumentId: 'riasec', flat: false, leadingTier: ['I'], scales: spheres.map((id) => ({ id, title: `сфера ${id}`, score: 1 })) } as unknown as SectionResult;
    const rows = besideRows([section], questions.questions, answering({ I: 5 }, 2));
    expect(rows[1]).toEqual({ sphere: 'I', title: 'сфера I', own: 'ahead', seen: 'more' });
    expect(rows.filter(({ own }) => own === 'rest').length).toBe(5);
    expect(besideRows([{ ...section, flat: true }], questions.questions, answering({}, 3)).map(({ own }) => own)).toEqual(spheres.map(() => 'even'));
    expect(besideRows([], questions.questions, answering({}, 3))).toEqual([]);
  });
});
