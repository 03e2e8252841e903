import type { PackageCheck } from '../shared/net/readinessWire';

const limitMs = 30_000;

/** Fetches what the class will be given and proves that it is that. */
export async function checkPackage(hash: string, fetching: typeof fetch = fetch): Promise<PackageCheck> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), limitMs);
  try {
    const reply = await fetching(`/api/package/${encodeURIComponent(hash)}.json`, { signal: abort.signal, credentials: 'same-origin' });
    if (!reply.ok) return 'missing';
    const bytes = await reply.arrayBuffer();
    if (globalThis.crypto?.subtle === undefined) return 'unproven';
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === hash ? 'right' : 'wrong';
  } catch {
    return 'missing';
  } finally {
    clearTimeout(timer);
  }
}
