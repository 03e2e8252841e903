import type { MoreTexts } from './text';
import ru from './message.ru.json';

/** What a teacher can say to a class; loaded with the first message, and with the board. */
export const messageTexts: MoreTexts = { ru, en: async () => (await import('./message.en.json')).default };
