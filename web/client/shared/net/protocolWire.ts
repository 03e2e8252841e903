// What the doors of reviews say of one student: the profile, and how it was answered. See engine/Reviews.

import type { SeenNorms } from './figuresWire';
import type { Need } from './reviewWire';
import type { StudentResult } from './studentResultWire';

export type StandingReason =
  | 'notFinished' | 'notAgreed' | 'simulated' | 'rehearsed' | 'sitting' | 'atHome' | 'specialForm' | 'extraTime' | 'interrupted' | 'flagged';

export interface HowTaken {
  startedAtMs: number | null;
  finishedAtMs: number;
  isSitting: boolean;
  place: 'class' | 'home';
  /** At home: whether an adult was near; null in class. */
  parentPresent: boolean | null;
  answered: number;
  items: number;
  /** What keeps the session out of norms. */
  against: StandingReason[];
}

export type QualityIndex = 'longestRun' | 'averageRun' | 'variability' | 'evenOddConsistency' | 'mahalanobisDistance' | 'medianSeconds';

export interface ProtocolFlag {
  index: QualityIndex;
  kind: 'monotony' | 'inconsistency' | 'improbability' | 'haste';
  value: number | null;
  /** From where on the value is unusual, and on which side. */
  cutOff: number;
  side: 'atOrBelow' | 'below' | 'atOrAbove';
  /** `notApplicable`: the cut-off was made for another form. */
  state: 'quiet' | 'raised' | 'notAvailable' | 'notApplicable';
}

export interface ProtocolFlags {
  /** Flags of two different kinds are raised. */
  isUnreliable: boolean;
  answered: number;
  items: number;
  all: ProtocolFlag[];
}

export type TaskState = 'right' | 'wrong' | 'omitted' | 'notReached';

export interface TaskSection {
  instrumentId: string;
  title: string;
  /** Its limit; null without one. */
  seconds: number | null;
  afterLimit: number;
  byDevice: number;
  onPaper: number;
  /** `level`: how hard its author meant it to be, from 1; never measured. */
  tasks: { level: number | null; state: TaskState }[];
  /** Where the tasks were chosen by the answers: ability under N(0, 1) with its error. */
  ability?: { theta: number; standardError: number; isPredicted: boolean };
}

export interface TiedSession {
  classId: string;
  seat: number;
  className: string;
  /** Of the campaign. */
  year: number;
  isSitting: boolean;
  finishedAtMs: number;
  /** Items asked in both, by section. */
  common: { title: string; items: number }[];
  /** Of an earlier session: both over the common items; empty where nothing can be laid side by side. */
  beside: CommonSection[];
}

export interface CommonSection {
  instrumentId: string;
  title: string;
  kind: 'normative' | 'ipsative';
  items: number;
  scales: CommonScale[];
}

export interface CommonScore {
  score: number;
  halfWidth: number;
}

/** Where a scale stands among those of its session: `from` and `to` differ among equals. */
export interface CommonPlace {
  from: number;
  to: number;
  tier: 'high' | 'middle' | 'low' | null;
}

export interface CommonScale {
  id: string;
  title: string;
  items: number;
  min: number;
  max: number;
  now: CommonScore | null;
  earlier: CommonScore | null;
  /** Of ipsative scales alone. */
  nowPlace: CommonPlace | null;
  earlierPlace: CommonPlace | null;
  /** Null where it cannot be asked. */
  change: 'same' | 'up' | 'down' | null;
  /** Half as much again as the error of both. */
  isStrong: boolean;
}

/** The reply of `GET /api/review/classes/{id}/seats/{seat}`. */
export interface ProtocolView {
  classId: string;
  seat: number;
  taken: HowTaken;
  /** As it was released; before that, as a release would show it. */
  result: StudentResult;
  /** Null while the reasons are still to be made. */
  needs: Need[] | null;
  talk: { atMs: number; by: string } | null;
  /** It was held, and nothing has come since that it could not know of. */
  isTalked: boolean;
  /** Null without a section on interests. */
  flags: ProtocolFlags | null;
  tasks: TaskSection[];
  others: TiedSession[];
  /** Sections beside frozen norms; of a released result as they stood then. */
  norms: SeenNorms[];
  /** There is a version it should be seen in, and its signature does not hold. */
  areNormsUnproven: boolean;
  versions: {
    rules: string;
    battery: string;
    batteryVersion: string;
    instruments: { id: string; version: string; form: string; hash: string }[];
  };
}

export type PathAct = 'began' | 'answered' | 'changed' | 'again' | 'skipped';

export interface PathEntry {
  section: number;
  /** Index in the section; null where a section was begun. */
  question: number | null;
  act: PathAct;
  /** Since the session began, by the device. */
  atMs: number;
  /** Since the entry before; null where it is not known. */
  tookMs: number | null;
  /** In the words the student saw; never of a task. */
  answer: string | null;
  isAfterLimit: boolean;
  isLate: boolean;
  isOnPaper: boolean;
}

/** The reply of `GET /api/review/classes/{id}/seats/{seat}/path`. */
export interface AnswerPath {
  sections: { title: string; hasTasks: boolean; questions: string[] }[];
  entries: PathEntry[];
}
