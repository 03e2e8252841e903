import { startPage } from '../shared/design/start';
import { benchTexts } from '../shared/text/bench';
import '../student/formats/options.css';
import App from './App.svelte';

void startPage(App, benchTexts);
