import type { MoreTexts } from './text';
import ru from './parent.ru.json';

/** What only the parents' page says: a student's device does not load it. */
export const parentTexts: MoreTexts = { ru, en: async () => (await import('./parent.en.json')).default };
