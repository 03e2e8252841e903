import type { MoreTexts } from './text';
import ru from './protocol.ru.json';

/** What a student's profile says to a psychologist; loaded with it. */
export const protocolTexts: MoreTexts = { ru, en: async () => (await import('./protocol.en.json')).default };
