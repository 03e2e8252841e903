import type { NearList, PlaceView, Recommendation, RegionLink, RegionView } from '../shared/net/studentResultWire';
import { dayWords } from '../shared/text/moment';
import { t, type TextKey } from '../shared/text/text';

const kinds: readonly PlaceView['kind'][] = ['trial', 'programme', 'excursion', 'resource'];
const empty: NearList = { places: [], total: 0 };

/** Places of one list: what is shown at once, what unfolds, and how many more the region has. */
export interface Near {
  first: PlaceView[];
  more: PlaceView[];
  unsent: number;
}

const shownAtOnce = 3;

/** The region with every list there, or null when the server sent none. Addresses that are no https are dropped here once more. */
export function regionOf(sent: Partial<RegionView> | null | undefined): RegionView | null {
  if (sent === null || sent === undefined) return null;
  return {
    places: (sent.places ?? []).map((place) => ({ ...place, link: place.link?.startsWith('https://') === true ? place.link : null })),
    sectors: (sent.sectors ?? []).map((one) => ({ ...one, near: one.near ?? empty })),
    professions: (sent.professions ?? []).map((one) => (
      { ...one, named: one.named ?? empty, sector: one.sector ?? empty, links: safe(one.links) })),
    directions: (sent.directions ?? []).map((one) => ({ ...one, links: safe(one.links) })),
  };
}

function safe(links: RegionLink[] | undefined): RegionLink[] {
  return (links ?? []).filter(({ url }) => url.startsWith('https://'));
}

/** What can be tried in a sector. */
export function nearSector({ region }: Recommendation, id: string): Near {
  return near(region, region?.sectors.find((one) => one.id === id)?.near);
}

/** What names a profession, and, where it stands without its sector's heading, what names the sector. */
export function nearProfession({ region }: Recommendation, code: string, withSector: boolean): Near {
  const one = region?.professions.find((each) => each.code === code);
  const named = one?.named ?? empty;
  const sector = withSector ? (one?.sector ?? empty) : empty;
  return near(region, { places: [...named.places, ...sector.places], total: named.total + sector.total });
}

export function linksOfProfession({ region }: Recommendation, code: string): RegionLink[] {
  return region?.professions.find((one) => one.code === code)?.links ?? [];
}

export function linksOfDirection({ region }: Recommendation, code: string): RegionLink[] {
  return region?.directions.find((one) => one.code === code)?.links ?? [];
}

/** The kind of a place as the key of its words; null for a kind this page does not know. */
export function kindOf(place: PlaceView): TextKey | null {
  const kind = kinds.find((one) => one === place.kind);
  return kind === undefined ? null : `near.kind.${kind}`;
}

/** Whom a place takes, or null when it asks for no age. */
export function agesOf({ ageFrom = null, ageTo = null }: PlaceView): string | null {
  if (ageFrom !== null && ageTo !== null) return t('near.age', { from: ageFrom, to: ageTo });
  if (ageFrom !== null) return t('near.ageFrom', { n: ageFrom });
  return ageTo === null ? null : t('near.ageTo', { n: ageTo });
}

/** A day of the wire (2026-11-21) in words. */
export function dayOf(date: string): string {
  const day = new Date(`${date}T00:00:00`);
  return Number.isNaN(day.getTime()) ? date : dayWords(day.getTime());
}

function near(region: RegionView | null, list: NearList = empty): Near {
  const known = list.places.flatMap((id) => region?.places.find((place) => place.id === id) ?? []);
  return { first: known.slice(0, shownAtOnce), more: known.slice(shownAtOnce), unsent: Math.max(0, list.total - list.places.length) };
}
