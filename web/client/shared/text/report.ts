import type { MoreTexts } from './text';
import ru from './report.ru.json';
import resultRu from './result.ru.json';

/** What only files say, with the words of a result's page that stand in them; loaded when a file is asked for. */
export const reportTexts: MoreTexts = {
  ru: { ...resultRu, ...ru },
  en: async () => ({ ...(await import('./result.en.json')).default, ...(await import('./report.en.json')).default }),
};
