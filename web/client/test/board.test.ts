import { describe, expect, it } from 'vitest';
import { byNeed, canHold, silentMinutes } from '../class/board.svelte';
import type { BoardSeat } from '../shared/net/wire';

const seat = (number: number, more: Partial<BoardSeat> = {}): BoardSeat => ({ seat: number, spare: false, state: 'answering', answered: 3, wantsMove: false, ...more });

describe('the board', () => {
  it('puts trouble first', () => {
    const seats = [seat(1), seat(2, { unsent: 4 }), seat(3, { state: 'deciding' }), seat(4, { unsent: 5 }), seat(5, { state: 'linkLost' }), seat(6, { wantsMove: true })];
    expect(byNeed(seats, 'running').map((one) => one.seat)).toEqual([6, 5, 4, 3, 1, 2]);
  });

  it('holds a seat where somebody sits while the lesson is on, and lets go on what it held until the end', () => {
    expect((['empty', 'refused', 'parentRefused', 'finished'] as const).filter((state) => canHold(seat(1, { state }), 'running'))).toEqual([]);
    expect((['deciding', 'waiting', 'answering', 'linkLost', 'left'] as const).every((state) => canHold(seat(1, { state }), 'paused'))).toBe(true);
    expect([canHold(seat(1), 'lobby'), canHold(seat(1), 'ended')]).toEqual([false, false]);
    expect([canHold(seat(1, { halt: 'paused' }), 'ended'), canHold(seat(1, { state: 'finished', halt: 'ended' }), 'running')]).toEqual([true, false]);
  });

  it('counts the minutes of silence by the server and goes on counting here', () => {
    const lost = seat(1, { state: 'linkLost', heardAtMs: 1_000 });
    expect(silentMinutes(lost, 60_999, 0)).toBe(0);
    expect(silentMinutes(lost, 60_999, 1)).toBe(1);
    expect(silentMinutes(lost, 61_000, 125_000)).toBe(3);
    expect(silentMinutes(lost, 500, 0)).toBe(0);
    expect(silentMinutes(seat(1), 61_000, 0)).toBeNull();
    expect(silentMinutes(lost, undefined, 0)).toBeNull();
  });
});
