import type { MoreTexts } from './text';
import ru from './athome.ru.json';

/** What only a student at home is asked and told; loaded with that question. */
export const atHomeTexts: MoreTexts = { ru, en: async () => (await import('./athome.en.json')).default };
