import type { MoreTexts } from './text';
import ru from './indicators.ru.json';

/** What the page of indicators says; loaded with it. */
export const indicatorsTexts: MoreTexts = { ru, en: async () => (await import('./indicators.en.json')).default };
