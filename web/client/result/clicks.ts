import { getContext, setContext } from 'svelte';
import type { PlaceView, RegionLink } from '../shared/net/studentResultWire';

/** Told of a link of the region that somebody opens, by its identifier. */
export type CountClick = (link: string) => void;

const place = Symbol('clicks');

export const ofPlace = ({ id }: PlaceView): string => `place-${id}`;
export const ofLink = ({ id }: RegionLink): string => `link-${id}`;

/** Gives the links below whoever counts them; a page without a result's key counts nothing. */
export function provideClicks(count: CountClick): void {
  setContext(place, count);
}

/** What goes on a link: a press with any button or key that opens it. */
export function countedBy(link: () => string): { onclick: () => void; onauxclick: (event: MouseEvent) => void } {
  const count = getContext<CountClick | undefined>(place);
  return {
    onclick: () => count?.(link()),
    // The middle button opens a tab, the right one a menu.
    onauxclick: ({ button }) => {
      if (button === 1) count?.(link());
    },
  };
}

/** Sent beside the way of the link, which opens whatever becomes of it: without a cookie, without an answer, also when the page is left at once. */
export function countClick(key: string, link: string): void {
  fetch('/api/result/click', {
    method: 'POST', keepalive: true, credentials: 'omit', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ key: key.trim(), link }),
  }).catch(() => undefined);
}
