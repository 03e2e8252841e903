import type { MoreTexts } from './text';
import ru from './links.ru.json';

/** What the page of the region's links says; loaded with it. */
export const linksTexts: MoreTexts = { ru, en: async () => (await import('./links.en.json')).default };
