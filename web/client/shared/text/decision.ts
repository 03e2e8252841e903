import type { MoreTexts } from './text';
import ru from './decision.ru.json';

/** What the decision on a profile and signing together say; loaded with them. */
export const decisionTexts: MoreTexts = { ru, en: async () => (await import('./decision.en.json')).default };
