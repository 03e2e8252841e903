import { describe, expect, it } from 'vitest';
import { pressed } from '../student/formats/choices';

describe('choosing several options', () => {
  it('ticks until the most are ticked, and unticks', () => {
    expect(pressed([], 2, 2, [])).toEqual([2]);
    expect(pressed([2], 0, 2, [])).toEqual([2, 0]);
    expect(pressed([2, 0], 2, 2, [])).toEqual([0]);
  });

  it('leaves a full choice the array it was, so that the option can be disabled', () => {
    const full = [2, 0];
    expect(pressed(full, 1, 2, [3])).toBe(full);
  });

  it('unticks all others for an exclusive option, even when as many as may be are ticked', () => {
    expect(pressed([0, 1], 3, 2, [3])).toEqual([3]);
    expect(pressed([2], 3, 1, [2, 3])).toEqual([3]);
  });

  it('unticks the exclusive option for any other', () => {
    expect(pressed([3], 1, 2, [3])).toEqual([1]);
    expect(pressed([3], 1, 1, [3])).toEqual([1]);
    expect(pressed([3], 3, 2, [3])).toEqual([]);
  });
});
