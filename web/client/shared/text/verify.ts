import type { MoreTexts } from './text';
import ru from './verify.ru.json';

/** What a signed statement says and what is known of its signature: the page that checks, and the student's portfolio. */
export const verifyTexts: MoreTexts = { ru, en: async () => (await import('./verify.en.json')).default };
