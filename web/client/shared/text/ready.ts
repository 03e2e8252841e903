import type { MoreTexts } from './text';
import ru from './ready.ru.json';

/** What only the check of devices and the readiness note say; loaded when one of them is. */
export const readyTexts: MoreTexts = { ru, en: async () => (await import('./ready.en.json')).default };
