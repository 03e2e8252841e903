import type { MoreTexts } from './text';
import ru from './figures.ru.json';

/** What the region's pages of norms and items say; loaded with them. */
export const figuresTexts: MoreTexts = { ru, en: async () => (await import('./figures.en.json')).default };
