import { describe, expect, it } from 'vitest';
import { byNeed, needsHand } from '../class/board.svelte';
import type { BoardSeat, SeatState } from '../shared/net/wire';
import { bareCode, grouped } from '../student/code';
import { readNumber } from '../student/formats/number';

describe('the code field', () => {
  it('forgives case, spaces and hyphens', () => {
    expect(bareCode(' 7кд-4 р2х—9mnq ')).toBe('7КД4Р2Х9MNQ');
    expect(grouped('7КД4Р2Х9MNQ5')).toBe('7КД4-Р2Х9-MNQ5');
  });

  it('takes no more than a code has', () => {
    expect(bareCode('A'.repeat(20))).toHaveLength(12);
    expect(grouped('')).toBe('');
  });
});

describe('a typed number', () => {
  const read = (text: string): unknown => readNumber(text, -10, 100, 1);

  it('is understood with a comma or a point and becomes canonical', () => {
    expect(['12,5', '12.5', ' 007 ', '3,0', '−2', '+4', '-0', '0,'].map(read)).toEqual(
      ['12.5', '12.5', '7', '3', '-2', '4', '0', '0'].map((value) => ({ value })),
    );
  });

  it('is refused with a reason', () => {
    expect(['', 'abc', '1,25', '101', '1e3', '1,2,3'].map(read)).toEqual(
      ['empty', 'not-a-number', 'too-fine', 'out-of-range', 'not-a-number', 'not-a-number'].map((fault) => ({ fault })),
    );
  });
});

describe('the board', () => {
  const seat = (number: number, state: SeatState, more: Partial<BoardSeat> = {}): BoardSeat => ({
    seat: number, spare: false, state, answered: 0, wantsMove: false, ...more,
  });

  it('shows trouble first and hides free spare seats', () => {
    const seats = [seat(1, 'answering'), seat(2, 'linkLost'), seat(3, 'answering', { wantsMove: true }), seat(4, 'deciding'), seat(31, 'empty', { spare: true })];
    expect(byNeed(seats, 'running').map((one) => one.seat)).toEqual([3, 2, 4, 1]);
  });

  it('calls nobody to a seat without the parents, whatever they decided', () => {
    const seats = [seat(1, 'parentAwaited'), seat(2, 'parentRefused'), seat(3, 'linkLost')];
    expect(seats.filter(needsHand).map((one) => one.seat)).toEqual([3]);
    expect(byNeed(seats, 'running').map((one) => one.seat)).toEqual([3, 1, 2]);
  });
});
