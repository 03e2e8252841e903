import type { MoreTexts } from './text';
import ru from './methods.ru.json';

/** Methods on paper a school holds: their keys, sheets, tables and how they stand on a profile; loaded with those pages. */
export const methodsTexts: MoreTexts = { ru, en: async () => (await import('./methods.en.json')).default };
