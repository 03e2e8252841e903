import type { MoreTexts } from './text';
import ru from './exports.ru.json';

/** What the page of exports says; loaded with it. */
export const exportsTexts: MoreTexts = { ru, en: async () => (await import('./exports.en.json')).default };
