import { fits } from './qr';

/** One QR of a slip: `1-2-K7QM-SYMBOLS`, part 1 of 2 of the slip with this label. */
export interface SlipPart {
  part: number;
  of: number;
  label: string;
  symbols: string;
}

/** Where a slip's label stands: symbols of the key made for it, which are random. */
const labelAt = 16;
const labelLength = 4;
const mostParts = 20;

/** A slip as the fewest QR texts that phones read well from a screen: addresses, so that any phone's camera opens the page that takes them in. */
export function partsOf(slip: string, page: string): { address: string; tail: string }[] {
  const label = slip.slice(labelAt, labelAt + labelLength);
  for (let of = 1; ; of++) {
    const size = Math.ceil(slip.length / of);
    const parts = Array.from({ length: of }, (_, index) => ({
      address: `${page}#`,
      tail: `${index + 1}-${of}-${label}-${slip.slice(index * size, (index + 1) * size)}`,
    }));
    if (parts.every(({ address, tail }) => fits(address, tail))) return parts;
  }
}

/** What stands behind the hash of a scanned address, or null. */
export function readPart(fragment: string): SlipPart | null {
  const match = /^(\d{1,2})-(\d{1,2})-([0-9A-Z]{4})-([0-9A-Z]{1,9999})$/.exec(fragment);
  if (match === null) return null;
  const [part, of] = [Number(match[1]), Number(match[2])];
  return part >= 1 && part <= of && of <= mostParts ? { part, of, label: match[3]!, symbols: match[4]! } : null;
}

/** Parts that were scanned one after another, each in a page of its own. Encrypted for the server, and forgotten once taken. */
export class ScannedParts {
  private static readonly place = 'slip-parts';

  /** @param storage may throw: browsers can close theirs. */
  constructor(private readonly storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {}

  /** Adds a part; tells which are here, and the slip once all are. */
  add(part: SlipPart): { have: number[]; of: number; slip: string | null } {
    const known = this.read(part);
    known[part.part] = part.symbols;
    const have = Object.keys(known).map(Number).sort((a, b) => a - b);
    const isWhole = have.length === part.of;
    try {
      this.storage().setItem(ScannedParts.place, JSON.stringify({ label: part.label, of: part.of, parts: known }));
    } catch {
      // A full or closed storage: one QR is taken all the same.
    }
    return { have, of: part.of, slip: isWhole ? have.map((number) => known[number]).join('') : null };
  }

  forget(): void {
    try {
      this.storage().removeItem(ScannedParts.place);
    } catch {
      // Nothing is kept then.
    }
  }

  private read({ label, of }: SlipPart): Record<number, string> {
    try {
      const kept = JSON.parse(this.storage().getItem(ScannedParts.place) ?? 'null') as { label: string; of: number; parts: Record<number, string> } | null;
      return kept !== null && kept.label === label && kept.of === of ? kept.parts : {};
    } catch {
      return {};
    }
  }
}
