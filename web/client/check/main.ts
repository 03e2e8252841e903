import { startPage } from '../shared/design/start';
import { readyTexts } from '../shared/text/ready';
import App from './App.svelte';

void startPage(App, readyTexts);
