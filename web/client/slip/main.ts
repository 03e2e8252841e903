import { startPage } from '../shared/design/start';
import { slipTexts } from '../shared/text/slip';
import App from './App.svelte';

void startPage(App, slipTexts);
