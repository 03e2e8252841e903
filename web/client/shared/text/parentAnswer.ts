import type { ByLanguage, ParentQuestion } from '../net/parentFormWire';
import { currentLanguage } from './text';

/** In the language of the page, or in Russian. */
export function inLanguage(text: ByLanguage): string {
  return text[currentLanguage()] ?? text.ru;
}

/** A canonical answer in the words that were chosen; unknown stands for an empty one. */
export function answerWords(question: ParentQuestion, answer: string, unknown: string): string {
  if (answer === '') return unknown;
  return answer.split('+').map((at) => inLanguage(question.answers[Number(at)]!)).join(', ');
}
