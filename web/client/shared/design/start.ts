import { mount, type Component } from 'svelte';
import { loadLanguage, type MoreTexts } from '../text/text';
import './base.css';
import { applyLook } from './look.svelte';

/** Starts a page: the look first, so that nothing flashes, then the words, then the page. */
export async function startPage(app: Component, more?: MoreTexts): Promise<void> {
  applyLook();
  await loadLanguage(more);
  const target = document.getElementById('app');
  if (target !== null) mount(app, { target });
}
