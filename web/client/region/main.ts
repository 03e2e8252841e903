import { startPage } from '../shared/design/start';
import { regionTexts } from '../shared/text/region';
import App from './App.svelte';

void startPage(App, regionTexts);
