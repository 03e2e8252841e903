import { describe, expect, it } from 'vitest';
// @ts-expect-error The stand-in server is plain JavaScript.
import * as mock from '../mock/groups.mjs';
// @ts-expect-error The same.
import { reviewState } from '../mock/review.mjs';
import { groupAddress, groupIn, placeIn } from '../review/address';
import { differs, directionOf, extentOf, percent, stateWords, sumOf } from '../review/groups/shares';
import type { GroupCell, GroupClass, GroupShares, GroupStudents, MapPlace } from '../shared/net/groupsWire';
import { groupsTexts } from '../shared/text/groups';
import { addTexts } from '../shared/text/text';

await addTexts(groupsTexts);

const cell = (low: number | null, high: number | null): GroupCell => ({ with: low === null ? null : 10, of: 25, low, high });
const place = (things: number, data: number, isApart = true): MapPlace => ({ things, data, major: 0.2, minor: 0.1, tilt: 0, isApart });
const room: GroupClass = {
  schoolId: 's', schoolName: 'Школа', classId: 'c', grade: 9, letter: 'А', seats: 10, began: 7, finished: 5, unfinished: 2, notStarted: 0, notCome: 1,
  refused: 1, parentRefused: 0, withdrawn: 0, parentWithdrawn: 1, parentsAnswered: 2,
};

describe('the address of a group', () => {
  it('names a class, a school, or the own school, and nothing else', () => {
    for (const group of [{ classId: 'a/б' }, { schoolId: 's 1' }, { schoolId: null }]) expect(groupIn(groupAddress(group))).toEqual(group);
    expect(groupIn('#g/school')).toEqual({ schoolId: null });
    for (const hash of ['', '#g', '#g/', '#s/c/1', '#g/c/1', '#b/c']) expect(groupIn(hash)).toBeNull();
    expect(placeIn('#g/c')).toBeNull();
  });
});

describe('shares', () => {
  it('differ only where their intervals do not meet, and never where one is kept back', () => {
    expect(differs(cell(0.1, 0.3), cell(0.31, 0.5))).toBe(true);
    expect(differs(cell(0.4, 0.6), cell(0.1, 0.3))).toBe(true);
    expect(differs(cell(0.1, 0.3), cell(0.3, 0.5))).toBe(false);
    expect(differs(cell(null, null), cell(0.8, 0.9))).toBe(false);
    expect(percent(0.286)).toBe(29);
  });

  it('of participation name only the states somebody is in, and add up', () => {
    expect(stateWords(room)).toEqual(['начали и не закончили: 2', 'не входили: 1', 'отказались сами: 1', 'родитель отозвал согласие: 1']);
    expect(sumOf([room, room])).toMatchObject({ seats: 20, began: 14, finished: 10, notCome: 2, refused: 2 });
    expect(sumOf([]).seats).toBe(0);
  });
});

describe('the map', () => {
  it('is as wide as its furthest oval needs, in quarters', () => {
    expect(extentOf([])).toBe(0.5);
    expect(extentOf([{ seat: 1, place: place(0.1, -0.4) }, { seat: 2, place: null }])).toBe(0.75);
    expect(extentOf([{ seat: 1, place: place(-1, 0) }])).toBe(1.25);
  });

  it('tells one of eight directions, and none where the answers tell none', () => {
    const round = [place(1, 0), place(1, 1), place(0, 1), place(-1, 1), place(-1, 0), place(-1, -1), place(0, -1), place(1, -1)];
    expect(round.map(directionOf)).toEqual(['к вещам', 'к вещам и данным', 'к данным', 'к людям и данным', 'к людям', 'к людям и идеям', 'к идеям', 'к вещам и идеям']);
    expect(directionOf(place(1, 0, false))).toBe('не различить');
    expect(directionOf(null)).toBe('мало ответов');
  });
});

describe('the stand-in of groups', () => {
  const read = (acts: string[], path: string): [number, unknown] => mock.groupsAnswer({ staff: { acts }, ...reviewState() }, path) as [number, unknown];

  it('tells each as much as the server does, and keeps small numbers back', () => {
    const students = '/api/groups/classes/c1/students';
    expect([['runLesson'], ['runLesson', 'readShares'], ['readResults']].map((acts) => read(acts, students)[0])).toEqual([403, 403, 200]);
    expect(read(['runLesson'], '/api/groups/schools/s1/shares')[0]).toBe(403);
    expect(read(['readShares'], '/api/groups/schools/elsewhere/shares')[0]).toBe(404);
    const cells = (read(['readShares'], '/api/groups/schools/s1/shares')[1] as GroupShares).parallels.flatMap(({ classes }) => classes.flatMap(({ leading }) => leading));
    expect(cells.every((one) => one.with === null || (one.with >= 5 && one.of - one.with >= 5))).toBe(true);
    expect((read(['readResults'], students)[1] as GroupStudents).parallels[0]!.map).toHaveLength(25);
  });
});
