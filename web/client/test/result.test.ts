import { beforeAll, describe, expect, it } from 'vitest';
import { isInterests, ranked, scoreWords, sentenceOf } from '../result/words';
import { sayTo } from '../result/voice';
import type { ScaleResult, SectionResult } from '../shared/net/studentResultWire';
import { resultTexts } from '../shared/text/result';
import { addTexts } from '../shared/text/text';

beforeAll(() => addTexts(resultTexts));

const scale = (id: string, score: number | null, halfWidth: number | null = 2): ScaleResult => ({
  id, title: `Сфера ${id}`, meaning: `дела ${id}`, score, halfWidth: score === null ? null : halfWidth, min: 0, max: 40, answered: score === null ? 3 : 10, items: 10,
});

const section = (scores: (number | null)[], leadingTier: string[], flat = false): SectionResult => ({
  instrumentId: 'riasec', instrumentVersion: '1.0.0', title: 'Интересы', kind: 'normative', pilot: true, leadingTier, flat, tellsApart: null,
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

  it('calls even only what cannot be told apart at all', () => {
    expect(sentenceOf(section([20, 20, 20, 20, 20, 20], ['R', 'I', 'A', 'S', 'E', 'C'], true))).toContain('распределены ровно');
    const full = sentenceOf(section([24, 20, 20, 20, 20, 16], ['R', 'I', 'A', 'S', 'E', 'C']));
    expect(full).toContain('Ни одна сфера не отделяется от той, что впереди');
    expect(full).not.toMatch(/ровно|лабее других/);
  });

  it('names what stands behind when more than half is ahead', () => {
    const objects: SectionResult = {
      ...section([], []), instrumentId: 'object-of-work', title: 'С чем хочется работать', kind: 'ipsative', leadingTier: ['a', 'b', 'c', 'd'],
      scales: [scale('a', 5), scale('b', 5), scale('c', 5), scale('d', 5), scale('e', 0)],
    };
    expect(sentenceOf(objects)).toBe('В разделе «С чем хочется работать» впереди сразу несколько: что из них ближе, по этим ответам не сказать. Реже других выбрано «Сфера e».');
    expect(sentenceOf(section([21, 20, 20, 20, 5, 4], ['R', 'I', 'A', 'S']), sayTo('parent'))).toMatch(/^У вашего ребёнка впереди.*Слабее других привлекают «Сфера E» и «Сфера C»\.$/);
  });

  it('says of nothing that it is behind when a score ahead is no higher', () => {
    expect(sentenceOf(section([30, 29, 28, 15, 20, 4], ['R', 'I', 'A', 'S']))).toMatch(/привлекает «Сфера C»\.$/);
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
