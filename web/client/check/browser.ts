import type { BrowserKind } from '../shared/net/readinessWire';

/** The engine and its major version as the browser calls itself; every browser on Chromium says Chrome. */
export function browserOf(agent: string): { browser: BrowserKind; browserVersion: number } {
  const version = (pattern: RegExp): number => Number(pattern.exec(agent)?.[1] ?? 0);
  const firefox = version(/\bFirefox\/(\d+)/);
  if (firefox > 0) return { browser: 'firefox', browserVersion: firefox };
  const chromium = version(/(?:Chrome|Chromium)\/(\d+)/);
  return chromium > 0 ? { browser: 'chromium', browserVersion: chromium } : { browser: 'other', browserVersion: 0 };
}

/** What lessons use beside what every browser has; without https most of it is hidden. */
export function features(): { hasCrypto: boolean; hasLocks: boolean; hasWorker: boolean } {
  return {
    hasCrypto: globalThis.crypto?.subtle !== undefined,
    hasLocks: 'locks' in navigator && navigator.locks !== undefined,
    hasWorker: 'serviceWorker' in navigator,
  };
}

/** Zoom makes the page narrower in its own pixels. */
export function screenNow(): { width: number; overflows: boolean } {
  const page = document.documentElement;
  return { width: window.innerWidth, overflows: page.scrollWidth > page.clientWidth };
}
