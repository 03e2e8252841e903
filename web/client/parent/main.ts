import { startPage } from '../shared/design/start';
import { parentTexts } from '../shared/text/parent';
import App from './App.svelte';

void startPage(App, parentTexts);
