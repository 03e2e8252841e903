import type { MoreTexts } from './text';
import ru from './observer.ru.json';

/** What forms of colleagues say, where they are asked for and where they are filled in; loaded with those pages. */
export const observerTexts: MoreTexts = { ru, en: async () => (await import('./observer.en.json')).default };
