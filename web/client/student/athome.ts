import { addTexts } from '../shared/text/text';
import type AtHome from './AtHome.svelte';

/** Fetched where a code belongs to a sitting at home; null where it cannot be fetched now, and then nobody is kept from going on. */
export async function loadAtHome(): Promise<typeof AtHome | null> {
  try {
    const [{ default: component }, { atHomeTexts }] = await Promise.all([import('./AtHome.svelte'), import('../shared/text/athome')]);
    await addTexts(atHomeTexts);
    return component;
  } catch {
    return null;
  }
}
