import type { MoreTexts } from './text';
import ru from './summary.ru.json';

/** What the page of a school's public summary says; loaded with it. The server writes the summary itself from the Russian one. */
export const summaryTexts: MoreTexts = { ru, en: async () => (await import('./summary.en.json')).default };
