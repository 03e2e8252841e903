import type { MoreTexts } from './text';
import ru from './roster.ru.json';

/** Classes from a file: what its columns are, what would change, what is at fault; loaded with that page. */
export const rosterTexts: MoreTexts = { ru, en: async () => (await import('./roster.en.json')).default };
