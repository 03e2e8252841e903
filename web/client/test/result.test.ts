import { describe, expect, it } from 'vitest';
import { isInterests, ranked, scoreWords, sentenceOf } from '../result/words';
import type { ScaleResult, SectionResult } from '../shared/net/wire';

const scale = (id: string, score: number | null, halfWidth: number | null = 2): ScaleResult => ({
  id, title: `Сфера ${id}`, meaning: `дела ${id}`, score, halfWidth: score === null ? null : halfWidth, min: 0, max: 40, answered: score === null ? 3 : 10, items: 10,
});

const section = (scores: (number | null)[], leadingTier: string[], flat = false): SectionResult => ({
  instrumentId: 'riasec', instrumentVersion: '1.0.0', title: 'Интересы', kind: 'normative', pilot: true, leadingTier, flat, tiers: {}, tellsApart: null,
  scales: ['R', 'I', 'A', 'S', 'E', 'C'].map((id, index) => scale(id, scores[index] ?? null)),
});

describe('the sentence', () => {
  it('names one sphere ahead with its meaning', () => {
    expect(sentenceOf(section([30, 10, 10, 10, 10, 10], ['R']))).toBe('Больше всего тебя сейчас привлекает сфера «Сфера R»: дела R.');
  });

  it('says that the first ones cannot be told apart', () => {
    const text = sentenceOf(section([30, 29, 28, 10, 10, 10], ['R', 'I', 'A']));
    expect(text).toContain('«Сфера R», «Сфера I» и «Сфера A»');
    expect(text).toContain('Первые три неразличимы');
  });

  it('calls a flat profile even, and a full tier as well', () => {
    expect(sentenceOf(section([20, 20, 20, 20, 20, 20], ['R', 'I', 'A', 'S', 'E', 'C'], true))).toContain('ни одна сфера не выделяется');
    expect(sentenceOf(section([20, 20, 20, 20, 20, 20], ['R', 'I', 'A', 'S', 'E', 'C']))).toContain('ни одна сфера не выделяется');
  });

  it('claims nothing without answers or without a tier', () => {
    expect(sentenceOf(section([null, null, null, null, null, null], []))).toContain('ответов пока мало');
    expect(sentenceOf(section([30, 20, 20, 20, 20, 20], []))).toContain('не сказать');
  });
});

describe('a score', () => {
  it('stands with its spread and its top, or says that answers are few', () => {
    expect(scoreWords(scale('R', 21.26, 1.5), true)).toBe('21 ± 2 из 40');
    expect(scoreWords(scale('R', 21.26, 1.5), false)).toBe('21 из 40');
    expect(scoreWords(scale('R', 21, null), true)).toBe('21 из 40');
    expect(scoreWords(scale('R', null), true)).toBe('мало ответов: 3 из 10');
  });

  it('without answers comes last', () => {
    expect(ranked(section([null, 3, 9, 1, null, 4], []).scales).map(({ id }) => id)).toEqual(['A', 'C', 'I', 'S', 'R', 'E']);
    expect(isInterests(section([1, 1, 1, 1, 1, 1], []))).toBe(true);
  });
});
