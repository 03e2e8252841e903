import { startPage } from '../shared/design/start';
import { resultTexts } from '../shared/text/result';
import App from './App.svelte';

void startPage(App, resultTexts);
