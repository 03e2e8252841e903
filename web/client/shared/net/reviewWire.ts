// What the doors of reviews say: whom to talk with first. See engine/Reviews.

export type NeedReason = 'askedForTalk' | 'parentAsked' | 'unreliable' | 'undecided' | 'planAgainstValues' | 'gap' | 'flat' | 'changed';

/** A student can be in several of them. */
export type QueueState = 'needsTalk' | 'talked' | 'released' | 'ordinary';

export interface Need {
  reason: NeedReason;
  /** What says so, as ids of flags, scales and options; empty where the reason says all. */
  evidence: string[];
}

/** How often a reason fires in a class. */
export interface FlagRate {
  reason: NeedReason;
  fired: number;
  of: number;
  /** It fires on a third or more: it tells nobody apart there and counts for nothing in the order. */
  isUseless: boolean;
}

export interface QueueClass {
  classId: string;
  schoolId: string;
  schoolName: string;
  grade: number;
  letter: string;
  finished: number;
  /** Reasons that fire there at all. */
  rates: FlagRate[];
}

export interface QueueRow {
  classId: string;
  seat: number;
  /** The weightiest first; empty where nothing speaks for a talk. */
  needs: Need[];
  finishedAtMs: number;
  releasedAtMs: number | null;
  /** The last one that was held, with whichever of the sessions. */
  talk: { atMs: number; by: string } | null;
  /** It was held, and nothing has come since that it could not know of. */
  isTalked: boolean;
  /** Other finished sessions of the same student this year. */
  others: QueueOther[];
}

/** Another session of a row's student. */
export interface QueueOther {
  classId: string;
  seat: number;
  needs: Need[];
  finishedAtMs: number;
  releasedAtMs: number | null;
}

/** The reply of `GET /api/review/queue`: counts count students. */
export interface QueuePage {
  /** Of the whole place; `waiting` are finished ones whose reasons are still to be made. */
  counts: { all: number; needsTalk: number; talked: number; released: number; ordinary: number; waiting: number };
  reasons: { reason: NeedReason; all: number; left: number }[];
  classes: QueueClass[];
  /** Rows of the wanted part. */
  total: number;
  /** At most 50 of them, from `from` on. */
  rows: QueueRow[];
}

/** What `POST /api/review/talks` takes. */
export interface TalkRequest {
  classId: string;
  seat: number;
  /** False: it was noted by mistake. */
  held: boolean;
}
