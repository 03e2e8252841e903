import type { MoreTexts } from './text';
import ru from './preparation.ru.json';

/** What the pages of waves and of schools' readiness say; loaded with them. */
export const preparationTexts: MoreTexts = { ru, en: async () => (await import('./preparation.en.json')).default };
