import type { MoreTexts } from './text';
import ru from './content.ru.json';

/** What the page of frozen content says; loaded with it. */
export const contentTexts: MoreTexts = { ru, en: async () => (await import('./content.en.json')).default };
