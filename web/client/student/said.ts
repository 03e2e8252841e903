import { addTexts } from '../shared/text/text';
import type Said from './Said.svelte';

let loading: Promise<typeof Said | null> | null = null;

/** Fetched with the first message; null where it cannot be fetched now. */
export function loadSaid(): Promise<typeof Said | null> {
  loading ??= load().catch(() => (loading = null));
  return loading;
}

async function load(): Promise<typeof Said> {
  const [{ default: component }, { messageTexts }] = await Promise.all([import('./Said.svelte'), import('../shared/text/message')]);
  await addTexts(messageTexts);
  return component;
}
