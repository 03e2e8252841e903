import { startPage } from '../shared/design/start';
import { messageTexts } from '../shared/text/message';
import { staffTexts } from '../shared/text/staff';
import App from './App.svelte';

void startPage(App, {
  ru: { ...staffTexts.ru, ...messageTexts.ru },
  en: async () => ({ ...(await staffTexts.en()), ...(await messageTexts.en()) }),
});
