import { decoded } from '../shared/net/decoded';

/** What stands behind the hash of /region: a page by its name, and what it keeps there for itself. */
export interface RegionAddress {
  view: string;
  rest: readonly string[];
}

export function readRegion(hash: string): RegionAddress {
  const [view = '', ...rest] = hash.replace(/^#/, '').split('/').map(decoded);
  return { view, rest };
}
