import { startPage } from '../shared/design/start';
import { guideTexts } from '../shared/text/guide';
import App from './App.svelte';

void startPage(App, guideTexts);
