import type { MoreTexts } from './text';
import ru from './bench.ru.json';

/** What the methodologist's bench says; loaded with it. */
export const benchTexts: MoreTexts = { ru, en: async () => (await import('./bench.en.json')).default };
