import { sha256Hex } from '../shared/files/sha256';
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
    return (await sha256Hex(bytes)) === hash ? 'right' : 'wrong';
  } catch {
    return 'missing';
  } finally {
    clearTimeout(timer);
  }
}
