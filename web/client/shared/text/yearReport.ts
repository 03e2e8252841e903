import type { MoreTexts } from './text';
import ru from './yearReport.ru.json';

/** What the page of the yearly report says, and its files; loaded with them. */
export const yearReportTexts: MoreTexts = { ru, en: async () => (await import('./yearReport.en.json')).default };
