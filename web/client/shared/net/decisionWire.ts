// What the doors of decisions say: a draft, signed versions, batches. See engine/Reviews, "The decision".

import type { WithdrawalReason } from './resultsWire';

export type RecommendedKind = 'sector' | 'profession' | 'direction' | 'profile';

/** `accepted` stays where the rule put it; `preferred` is put before the rest; `hidden` is not shown; `added` was taken from the atlas. */
export type ReviewVerdict = 'accepted' | 'preferred' | 'hidden' | 'added';

export type ReviewReason = 'agreedInTalk' | 'studentsWish' | 'ownExperience' | 'reachable' | 'otherResult' | 'judgement';

/** One recommendation of the computed list; `group` is the tier or band of a sector or profession, 1 the nearest. */
export interface ComputedItem {
  kind: RecommendedKind;
  code: string;
  title: string;
  group: number | null;
}

/** As it was signed: what was put first or added in its order, then what was computed, as it was computed. */
export interface ReviewChoice extends ComputedItem {
  verdict: ReviewVerdict;
  reason: ReviewReason | null;
  words: string | null;
}

/** What is asked for; what is not named stays as computed. `words` (at most 200 letters) only with `preferred` and `added`: the student reads them. */
export interface ReviewChange {
  kind: RecommendedKind;
  code: string;
  verdict: Exclude<ReviewVerdict, 'accepted'>;
  reason: ReviewReason;
  words: string | null;
}

/** At most 4,000 letters each, the teacher's 1,500 and without a digit or a percent sign. Who is to get nothing has null. */
export interface ReviewTexts {
  student: string;
  parent: string | null;
  teacher: string | null;
  /** Whom the teacher's text is addressed to; null exactly where there is none. */
  teacherId: string | null;
}

/** Under which versions a list was computed; what is of the recommendation is null where there is none. */
export interface ComputedUnder {
  profileRule: string;
  norms: string | null;
  rule: string | null;
  atlas: string | null;
  resultHash: string | null;
}

/** Sealed with the school's key; bound to school, generation, class, seat, version and revision. */
export interface ReviewDraft {
  /** The version it is to be. */
  version: number;
  generation: number;
  revision: number;
  /** Hash of the protocol it was made from. */
  protocol: string;
  sealed: string;
  writtenAtMs: number;
  by: string;
}

/** The list as it was computed for it: `GET /api/review/classes/{id}/seats/{seat}/decision/{version}`, a `Recommendation`. */
export interface SignedVersion {
  version: number;
  protocol: string;
  /** Made from the protocol as it stands now; otherwise say "computed under version …". */
  isOfProtocol: boolean;
  under: ComputedUnder;
  choices: ReviewChoice[];
  texts: ReviewTexts;
  teacherName: string | null;
  signer: string;
  signedAtMs: number;
  /** SHA-256 of all that was signed, hex. */
  hash: string;
  release: { atMs: number; withdrawnAtMs: number | null; reason: WithdrawalReason | null };
}

/** The school's key as whoever asks holds it; `wrapped` is null for whoever does not. */
export interface HeldSchoolKey {
  schoolId: string;
  generation: number;
  wrapped: string | null;
  past: { generation: number; sealed: string }[];
}

/** The reply of `GET /api/review/classes/{id}/seats/{seat}/decision`. It is written down that it was opened. */
export interface ReviewState {
  seat: number;
  /** Hash of the protocol as it stands now. */
  protocol: string;
  under: ComputedUnder;
  computed: ComputedItem[];
  /** Whoever does not hold it has no draft to open or to keep, and can still sign. */
  key: HeldSchoolKey;
  draft: ReviewDraft | null;
  /** Oldest first. */
  versions: SignedVersion[];
}

/** What `POST /api/review/classes/{id}/seats/{seat}/draft` takes; 409 `draft-changed`: read anew. */
export interface DraftRequest {
  version: number;
  generation: number;
  revision: number;
  protocol: string;
  sealed: string;
}

/** What `POST /api/review/classes/{id}/seats/{seat}/sign` takes; 409 `protocol-changed`, `review-signed` or `draft-changed`, 400 `review-texts`, `review-teacher` or `review-changes`. */
export interface SignRequest {
  version: number;
  protocol: string;
  /** Revision of the draft it was made of; 0 without one. */
  draft: number;
  changes: ReviewChange[];
  texts: ReviewTexts;
}

export interface SignReply {
  version: number;
  hash: string;
  signedAtMs: number;
}

/** One of the reply of `GET /api/review/classes/{id}/colleagues`: to whom a teacher's text can be addressed. */
export interface Colleague {
  id: string;
  name: string;
  role: string;
}

/** Why a seat is in no batch. `needs` is anything that speaks for a talk; `drafted`: somebody writes at it. */
export type BatchObstacle = 'unknown' | 'waiting' | 'needs' | 'withdrawn' | 'alreadySigned' | 'drafted' | 'noList';

/** What `POST /api/review/classes/{id}/batch/look` takes; null: every finished one of the class. */
export interface BatchLookRequest {
  seats: number[] | null;
}

export interface BatchLook {
  /** Of exactly these seats with their protocols. */
  stamp: string;
  ready: { seat: number; isOpened: boolean }[];
  refused: { seat: number; why: BatchObstacle }[];
  /** How many of the ready ones have to be opened before they can be signed together, and how many were. */
  needed: number;
  opened: number;
}

/** What `POST /api/review/classes/{id}/batch` takes: the ready seats of a look and its stamp. 409 `batch-changed` or `sample-unread`; nothing is signed then. */
export interface BatchRequest {
  seats: number[];
  stamp: string;
  texts: ReviewTexts;
}

export interface BatchReply {
  signed: number;
}
