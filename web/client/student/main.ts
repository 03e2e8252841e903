import { startPage } from '../shared/design/start';
import './formats/options.css';
import App from './App.svelte';

void startPage(App);
