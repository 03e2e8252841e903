import type { MoreTexts } from './text';
import ru from './staff.ru.json';

/** What only pages of the staff say: a student's device does not load it. */
export const staffTexts: MoreTexts = { ru, en: async () => (await import('./staff.en.json')).default };
