import { currentLanguage } from './text';

/** A moment of these days: day and minute, without the year. */
export function momentWords(ms: number): string {
  return new Date(ms).toLocaleString(currentLanguage(), { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
}

/** A day of any year. */
export function dayWords(ms: number): string {
  return new Date(ms).toLocaleDateString(currentLanguage(), { day: 'numeric', month: 'long', year: 'numeric' });
}
