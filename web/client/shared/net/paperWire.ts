// Keying forms on paper: engine/Paper.

export interface PaperLook {
  schoolName: string;
  className: string;
  seat: number;
  packageHash: string;
  /** What is recorded of the student. */
  consent: boolean | null;
  /** Items that were answered on a screen. */
  answered: number;
  /** Entries that wait on the student's device, as it last said. */
  unsent: number;
  waiting: { keyedAtMs: number; isOwn: boolean } | null;
}

export interface PaperRequest {
  code: string;
  /** A random word: the same keying sent twice is no second one. */
  keying: string;
  agrees: boolean | null;
  /** By item, empty where the paper has none; an empty list with a refusal. */
  answers: string[];
  settled: number[];
  agreesSettled: boolean;
  seen: number[];
  fromPaper: number[];
  verified: boolean;
}

export interface PaperReply {
  kind: 'waits' | 'differs' | 'contradicts' | 'merged' | 'declined';
  answers: number;
  items: number[];
  differences: { item: number; first: string }[];
  agreesDiffers: boolean;
  firstAgrees: boolean | null;
}
