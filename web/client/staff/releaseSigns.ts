import type { SeatRelease } from '../shared/net/resultsWire';

/** What the server knows of results that wait for their release, in counts. */
export interface ReleaseSigns {
  waiting: number;
  inDoubt: number;
  late: number;
  wantTalk: number;
  /** None of the three. */
  plain: number;
}

export function signsOf(seats: readonly SeatRelease[]): ReleaseSigns {
  const waiting = seats.filter(({ state }) => state === 'preliminary');
  const count = (is: (seat: SeatRelease) => boolean): number => waiting.filter(is).length;
  return {
    waiting: waiting.length,
    inDoubt: count((seat) => seat.inDoubt),
    late: count((seat) => seat.lateSections > 0),
    wantTalk: count((seat) => seat.wantsTalk),
    plain: count((seat) => !seat.inDoubt && seat.lateSections === 0 && !seat.wantsTalk),
  };
}
