import type { MoreTexts } from './text';
import ru from './slip.ru.json';

/** What only a slip and the page that takes it in say; loaded when one of them is. */
export const slipTexts: MoreTexts = { ru, en: async () => (await import('./slip.en.json')).default };
