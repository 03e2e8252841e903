import type { MoreTexts } from './text';
import ru from './groups.ru.json';

/** What the pages of a class and of a school say; loaded with them. */
export const groupsTexts: MoreTexts = { ru, en: async () => (await import('./groups.en.json')).default };
