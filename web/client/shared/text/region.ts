import type { MoreTexts } from './text';
import ru from './region.ru.json';
import staffRu from './staff.ru.json';

/** What every page of the region says, with the staff's texts: refusals are told there as everywhere. */
export const regionTexts: MoreTexts = {
  ru: { ...staffRu, ...ru },
  en: async () => ({ ...(await import('./staff.en.json')).default, ...(await import('./region.en.json')).default }),
};
