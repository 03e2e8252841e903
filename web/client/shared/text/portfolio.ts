import type { MoreTexts } from './text';
import ru from './portfolio.ru.json';

/** The student's portfolio; loaded when it is opened. */
export const portfolioTexts: MoreTexts = { ru, en: async () => (await import('./portfolio.en.json')).default };
