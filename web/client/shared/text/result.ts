import type { MoreTexts } from './text';
import ru from './result.ru.json';

/** What only a released result says: the page of a lesson does not load it. */
export const resultTexts: MoreTexts = { ru, en: async () => (await import('./result.en.json')).default };
