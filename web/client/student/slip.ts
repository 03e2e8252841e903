import type Slip from './Slip.svelte';
import type { Place, SlipPass } from '../shared/net/wire';
import type { Unsent } from '../shared/slip/body';
import { addTexts } from '../shared/text/text';

/** What a slip is made of. */
export interface SlipNeeds {
  pass: SlipPass;
  place: Place;
  unsent: Unsent;
}

/** A class comes in at one moment: its devices fetch the slip's page spread over these seconds. */
const spreadMs = 5_000;

let page: Promise<typeof Slip> | null = null;
let isDue = false;

/** Fetches the slip's page while there is a link: it is needed when there is none. */
export function fetchSlipPage(): void {
  if (isDue) return;
  isDue = true;
  setTimeout(() => {
    slipPage().catch(() => (isDue = false));
  }, Math.random() * spreadMs);
}

/** Rejects where it was never fetched and cannot be now. */
export function slipPage(): Promise<typeof Slip> {
  page ??= loadPage().catch((error: unknown) => {
    page = null;
    throw error;
  });
  return page;
}

async function loadPage(): Promise<typeof Slip> {
  const [{ default: component }, { slipTexts }, { keepForReload }] = await Promise.all([
    import('./Slip.svelte'), import('../shared/text/slip'), import('../offline/register'),
  ]);
  keepForReload();
  await addTexts(slipTexts);
  return component;
}
