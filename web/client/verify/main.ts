import { startPage } from '../shared/design/start';
import { verifyTexts } from '../shared/text/verify';
import App from './App.svelte';

void startPage(App, verifyTexts);
