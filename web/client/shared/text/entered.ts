import type { MoreTexts } from './text';
import ru from './entered.ru.json';

/** What the page of figures that schools tell says; loaded with it. */
export const enteredTexts: MoreTexts = { ru, en: async () => (await import('./entered.en.json')).default };
