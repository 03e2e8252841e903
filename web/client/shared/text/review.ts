import type { MoreTexts } from './text';
import ru from './review.ru.json';
import staffRu from './staff.ru.json';

/** What the queue says, with the staff's texts: names and refusals are told there as everywhere. */
export const reviewTexts: MoreTexts = {
  ru: { ...staffRu, ...ru },
  en: async () => ({ ...(await import('./staff.en.json')).default, ...(await import('./review.en.json')).default }),
};
