import type { MoreTexts } from './text';
import ru from './guide.ru.json';

/** What only the page of guides says. */
export const guideTexts: MoreTexts = { ru, en: async () => (await import('./guide.en.json')).default };
