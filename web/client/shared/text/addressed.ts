import type { MoreTexts } from './text';
import ru from './addressed.ru.json';

/** What the page «Адресовано вам» says; loaded with it. */
export const addressedTexts: MoreTexts = { ru, en: async () => (await import('./addressed.en.json')).default };
