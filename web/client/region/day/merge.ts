import type { DayMunicipality, DaySchool, DayServer, DayView } from './wire';
import { holds, searchWords } from '../../shared/text/search';

/** What is known, with what changed laid over it. */
export function merged(known: DayView | null, news: DayView): DayView {
  if (known === null || news.isWhole) return news;
  const changed = new Map(news.schools.map((school) => [school.id, school]));
  return { ...news, schools: known.schools.map((school) => changed.get(school.id) ?? school) };
}

/** Schools whose name holds every word; of no words none. */
export function foundSchools(schools: readonly DaySchool[], search: string, most: number): { shown: DaySchool[]; more: number } {
  const words = searchWords(search);
  const found = words.length === 0 ? [] : schools.filter((school) => holds(school.name, words));
  return { shown: found.slice(0, most), more: Math.max(0, found.length - most) };
}

/** Places with incidents first; those that are on before those that rest; otherwise as they come. */
export function byNeed<T extends DayMunicipality>(places: readonly T[], onlyTroubled: boolean): T[] {
  const kept = onlyTroubled ? places.filter((place) => place.troubles > 0) : [...places];
  return kept.sort((one, other) => other.troubles - one.troubles || Number(other.count.on > 0) - Number(one.count.on > 0));
}

/** What a server still has free, 0..1: the busier of its one writer and its processors decides. */
export function headroom({ load }: DayServer): number {
  return Math.max(0, 1 - Math.max(load.writerShare, load.processorShare));
}

/** Part `number` of a list that is shown so many at a time; after the last comes the first. */
export function turned<T>(list: readonly T[], size: number, number: number): T[] {
  const parts = Math.max(1, Math.ceil(list.length / size));
  const from = (number % parts) * size;
  return list.slice(from, from + size);
}
