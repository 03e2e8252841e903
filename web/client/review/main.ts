import { startPage } from '../shared/design/start';
import { reviewTexts } from '../shared/text/review';
import App from './App.svelte';

void startPage(App, reviewTexts);
