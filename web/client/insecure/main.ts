import { startPage } from '../shared/design/start';
import App from './App.svelte';

void startPage(App);
