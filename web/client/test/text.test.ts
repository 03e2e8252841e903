import { describe, expect, it } from 'vitest';
import en from '../shared/text/en.json';
import ru from '../shared/text/ru.json';
import { format } from '../shared/text/text';

describe('the catalogues', () => {
  it('have the same keys', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(ru).sort());
  });

  it('use the same parameters', () => {
    const names = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1]!))].sort();
    for (const [key, text] of Object.entries(ru)) expect([key, names(en[key as keyof typeof ru])]).toEqual([key, names(text)]);
  });
});

describe('plurals', () => {
  it('follow Russian numbers', () => {
    const say = (n: number): string => format('{n} {n:ответ|ответа|ответов}', { n }, 'ru');
    expect([1, 2, 5, 11, 21, 22, 112].map(say)).toEqual(['1 ответ', '2 ответа', '5 ответов', '11 ответов', '21 ответ', '22 ответа', '112 ответов']);
    expect(format('{n:балл|балла|баллов}', { n: 2.5 }, 'ru')).toBe('балла');
  });

  it('follow English numbers', () => {
    expect([1, 2].map((n) => format('{n} {n:answer|answers}', { n }, 'en'))).toEqual(['1 answer', '2 answers']);
  });
});
