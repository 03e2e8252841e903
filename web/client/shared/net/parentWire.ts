import type { ConsentText } from './wire';

export type Decision = 'agreed' | 'refused' | 'withdrawn';
export type ConsentWay = 'device' | 'link' | 'paper';
export type RequestKind = 'deletion' | 'meeting';

export interface ParentReply {
  /** Null when all was erased. */
  seen: ParentSeen | null;
  text: ConsentText | null;
}

export interface ParentSeen {
  schoolName: string;
  className: string;
  seat: number;
  /** Nothing starts without this parent's agreement. */
  isNeeded: boolean;
  decision: Decision | null;
  progress: 'before' | 'begun' | 'finished';
  /** What is held is erased from this day on. */
  eraseFromMs: number;
  /** Whose data they are; empty while no operator is set. */
  operatorName: string;
  operatorAddress: string;
  decided: { decision: Decision; way: ConsentWay; atMs: number }[];
  asked: { kind: RequestKind; askedAtMs: number; closedAtMs: number | null }[];
}

/** What a psychologist signed for a parent. */
export interface ParentText {
  schoolName: string;
  className: string;
  text: string;
  /** The name shown. */
  signer: string;
  signedAtMs: number;
  /** The first twelve signs of the version's hash. */
  seal: string;
}
