import type { MoreTexts } from './text';
import ru from './consilium.ru.json';

/** What consilia and the steps they agreed say; loaded with them. */
export const consiliumTexts: MoreTexts = { ru, en: async () => (await import('./consilium.en.json')).default };
