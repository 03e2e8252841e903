import { get } from '../../shared/net/api';
import { holds, searchWords } from '../../shared/text/search';
import type { ComputedItem, RecommendedKind } from '../../shared/net/decisionWire';

/** What of the open atlas can be added to a list. */
export interface AtlasFile {
  sectors: { id: string; title: string }[];
  professions: { code: string; title: string }[];
  directions: { code: string; title: string }[];
  profiles: { id: string; title: string }[];
}

export type AtlasItem = Pick<ComputedItem, 'kind' | 'code' | 'title'>;

/** Matches that are shown at once. */
export const mostFound = 20;

export async function readAtlas(grade: number): Promise<AtlasItem[]> {
  return itemsOf(await get<AtlasFile>('/api/atlas.json'), grade);
}

/** Profiles are chosen before grade 10, so they are there in grades 8 and 9 only, as on the student's page. */
export function itemsOf({ sectors, professions, directions, profiles }: AtlasFile, grade: number): AtlasItem[] {
  const all = (kind: RecommendedKind, rows: readonly { title: string; code?: string; id?: string }[]): AtlasItem[] =>
    rows.map(({ title, code, id }) => ({ kind, code: code ?? id ?? '', title }));
  return [
    ...all('sector', sectors), ...all('profession', professions), ...all('direction', directions),
    ...(grade === 8 || grade === 9 ? all('profile', profiles) : []),
  ];
}

/** What holds every word; titles that begin with the first come first. */
export function searchAtlas(items: readonly AtlasItem[], text: string): AtlasItem[] {
  const words = searchWords(text);
  if (words.length === 0) return [];
  const begins = ({ title }: AtlasItem): number => (searchWords(title)[0]?.startsWith(words[0]!) ? 0 : 1);
  return items
    .filter(({ code, title }) => holds(title, words) || code === text.trim())
    .sort((one, other) => begins(one) - begins(other) || one.title.localeCompare(other.title, 'ru'))
    .slice(0, mostFound);
}
