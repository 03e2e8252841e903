import type { MoreTexts } from './text';
import ru from './server.ru.json';

/** What the operator's page of the server says; loaded with it. */
export const serverTexts: MoreTexts = { ru, en: async () => (await import('./server.en.json')).default };
