export type ContentPartKind = 'battery' | 'instrument' | 'form' | 'readings' | 'atlas' | 'consent';

export interface ContentDifference {
  kind: ContentPartKind;
  name: string;
  change: 'changed' | 'missing' | 'added';
}

export interface ContentFault {
  battery: string;
  /** Instrument, version and form; empty for the battery as a whole. */
  part: string;
  kind: 'differs' | 'missing' | 'notPlayed' | 'notShown';
}

export interface ContentReport {
  atMs: number;
  by: string;
  batteries: number;
  students: number;
  sections: number;
  faults: readonly ContentFault[];
}

export interface ContentView {
  year: number;
  /** Of what the campaign uses now, and the rules it is scored by. */
  stamp: string;
  counts: readonly { kind: ContentPartKind; number: number }[];
  frozen: { number: number; madeAtMs: number; by: string; holds: boolean; parts: number; otherRules: boolean } | null;
  differences: readonly ContentDifference[];
  /** Other pieces, other rules or a signature that does not hold. */
  differs: boolean;
  rehearsal: { report: ContentReport; isOfNow: boolean } | null;
  progress: { share: number | null; stopped: 'failed' | 'occupied' | null };
}
