import type { MoreTexts } from './text';
import ru from './parents.ru.json';

/** What a profile says of the parents' questions. */
export const parentsTexts: MoreTexts = { ru, en: async () => (await import('./parents.en.json')).default };
