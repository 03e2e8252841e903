import { describe, expect, it } from 'vitest';
import { neighbourOf, regroup, toggled, type Mark, type Marks } from '../result/marks';
import type { Group } from '../result/recommendation';
import type { ProfessionView } from '../shared/net/studentResultWire';

const profession = (code: string): ProfessionView => ({ code, title: `Дело ${code}` }) as ProfessionView;
const group = (id: string, codes: string[]): Group => ({ id, level: 1, kind: 'sector', title: id, description: '', professions: codes.map(profession) });
const groups = [group('one', ['a', 'b', 'c']), group('two', ['d'])];
const marked = (...marks: [string, Mark][]): Marks => new Map(marks);
const codes = (list: readonly ProfessionView[]): string[] => list.map(({ code }) => code);

describe('marks', () => {
  it('gather what is interesting in the order of marking and take it out of its group', () => {
    const { mine, groups: left, putOff } = regroup(groups, marked(['d', 'yes'], ['b', 'yes']));
    expect(codes(mine)).toEqual(['d', 'b']);
    expect(left.map((one) => codes(one.professions))).toEqual([['a', 'c'], []]);
    expect(putOff).toEqual([]);
  });

  it('fold away what is put off, and give it back in its old place', () => {
    const put = toggled(new Map(), 'b', 'no');
    expect(codes(regroup(groups, put).putOff)).toEqual(['b']);
    expect(regroup(groups, toggled(put, 'b', 'no'))).toEqual({ mine: [], groups, putOff: [] });
  });

  it('change from one to the other with one press', () => {
    const marks = toggled(marked(['a', 'no']), 'a', 'yes');
    expect([...marks]).toEqual([['a', 'yes']]);
  });

  it('leave the groups they were given alone', () => {
    const before = structuredClone(groups);
    regroup(groups, marked(['a', 'yes'], ['d', 'no']));
    expect(groups).toEqual(before);
  });

  it('say nothing about a code that is not on the page', () => {
    expect(regroup(groups, marked(['x', 'yes']))).toEqual({ mine: [], groups, putOff: [] });
  });
});

describe('the neighbour of what is put off', () => {
  it('is the next, else the one before, else none', () => {
    const lists = groups.map(({ professions }) => professions);
    expect(['a', 'c', 'd', 'x'].map((code) => neighbourOf(lists, code))).toEqual(['b', 'b', null, null]);
  });
});
