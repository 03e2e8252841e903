import { startPage } from '../shared/design/start';
import { staffTexts } from '../shared/text/staff';
import App from './App.svelte';

void startPage(App, staffTexts);
