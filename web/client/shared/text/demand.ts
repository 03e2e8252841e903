import type { MoreTexts } from './text';
import ru from './demand.ru.json';

/** What the page of demand says; loaded with it. */
export const demandTexts: MoreTexts = { ru, en: async () => (await import('./demand.en.json')).default };
