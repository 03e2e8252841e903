import type { GroupCell, GroupClass, MapPlace, MapPoint } from '../../shared/net/groupsWire';
import { t, type TextKey } from '../../shared/text/text';

/** Whole percents: a share of a class says no more. */
export function percent(share: number): number {
  return Math.round(100 * share);
}

/** Whether two shares differ by more than chance: their intervals do not meet. */
export function differs(one: GroupCell, other: GroupCell): boolean {
  if (one.low === null || one.high === null || other.low === null || other.high === null) return false;
  return one.low > other.high || other.low > one.high;
}

const states = ['unfinished', 'notStarted', 'notCome', 'refused', 'parentRefused', 'withdrawn', 'parentWithdrawn'] as const;

/** The states somebody is in, in words; finished ones stand apart. */
export function stateWords(room: Pick<GroupClass, (typeof states)[number]>): string[] {
  return states.filter((state) => room[state] > 0).map((state) => t(`groups.part.${state}`, { n: room[state] }));
}

type Summed = 'seats' | 'began' | 'finished' | 'parentsAnswered' | (typeof states)[number];

/** Several classes together. */
export function sumOf(rooms: readonly GroupClass[]): Pick<GroupClass, Summed> {
  const sum = (key: Summed): number => rooms.reduce((total, room) => total + room[key], 0);
  return {
    seats: sum('seats'),
    began: sum('began'),
    finished: sum('finished'),
    unfinished: sum('unfinished'),
    notStarted: sum('notStarted'),
    notCome: sum('notCome'),
    refused: sum('refused'),
    parentRefused: sum('parentRefused'),
    withdrawn: sum('withdrawn'),
    parentWithdrawn: sum('parentWithdrawn'),
    parentsAnswered: sum('parentsAnswered'),
  };
}

/** Half the side of a map that holds every point with its oval: a whole number of quarters, the same for both axes. */
export function extentOf(points: readonly MapPoint[]): number {
  const furthest = points.reduce((most, { place }) => (place === null ? most : Math.max(most, Math.max(Math.abs(place.things), Math.abs(place.data)) + place.major)), 0);
  return Math.min(1.5, Math.max(0.5, Math.ceil(furthest * 4) / 4));
}

/** Where a place lies, in words: one of eight directions, and none where the answers tell none. */
export function directionOf(place: MapPlace | null): string {
  if (place === null) return t('groups.map.unplaced');
  if (!place.isApart) return t('groups.map.middle');
  const eighth = Math.round((Math.atan2(place.data, place.things) * 4) / Math.PI);
  return t(`groups.map.toward.${(eighth + 8) % 8}` as TextKey);
}
