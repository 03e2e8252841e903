import type { ConsentWay, Decision, RequestKind } from './parentWire';
import type { SessionState } from './wire';

export type Party = 'student' | 'parent';

/** Counts are without the spare seats. */
export interface ConsentClass {
  id: string;
  schoolName: string;
  /** Of the campaign. */
  year: number;
  className: string;
  isNeeded: boolean;
  seats: number;
  agreed: number;
  against: number;
  missing: number;
  studentAgainst: number;
  requests: number;
}

export interface ConsentRoom {
  id: string;
  schoolName: string;
  className: string;
  isNeeded: boolean;
  seats: ConsentSeat[];
}

export interface ConsentSeat {
  seat: number;
  spare: boolean;
  state: SessionState;
  student: Decision | null;
  parent: Decision | null;
  history: ConsentLine[];
  requests: { id: string; kind: RequestKind; askedAtMs: number }[];
}

export interface ConsentLine {
  party: Party;
  decision: Decision;
  textVersion: string;
  way: ConsentWay;
  atMs: number;
  recordedBy: string | null;
}
