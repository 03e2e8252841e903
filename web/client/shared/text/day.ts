import type { MoreTexts } from './text';
import ru from './day.ru.json';

/** What the board of the day says; loaded with it. */
export const dayTexts: MoreTexts = { ru, en: async () => (await import('./day.en.json')).default };
