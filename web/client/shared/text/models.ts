import type { MoreTexts } from './text';
import ru from './models.ru.json';

/** What the region's pages say of items compared between groups, of their curves and of linked forms; loaded with them. */
export const modelsTexts: MoreTexts = { ru, en: async () => (await import('./models.en.json')).default };
