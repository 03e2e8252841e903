import type { MoreTexts } from './text';
import ru from './sittings.ru.json';

/** What the page of sittings says; loaded with it. */
export const sittingsTexts: MoreTexts = { ru, en: async () => (await import('./sittings.en.json')).default };
