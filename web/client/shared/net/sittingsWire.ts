import type { LessonState } from './wire';

export type SittingPlace = 'class' | 'home';

/** A school with its sittings in counts. */
export interface SittingSchool {
  id: string;
  name: string;
  municipality: string;
  sittings: number;
  /** Those whose codes open them still. */
  open: number;
}

/** A section that is offered or would be given. */
export interface SittingSection {
  instrument: string;
  form: string;
  version: string;
  title: string;
  items: number;
  /** For the middle student. */
  minutes: number;
  slowMinutes: number;
  /** The limit of a section of tasks. */
  seconds: number | null;
  hasTasks: boolean;
  /** How many of the students have answered it before. */
  repeated: number;
}

export interface Sitting {
  classId: string;
  className: string;
  boardLink: string;
  place: SittingPlace;
  lesson: LessonState;
  isOver: boolean;
  madeAtMs: number;
  endsAtMs: number;
  madeBy: string | null;
  sections: string[];
  minutes: number;
  seats: number;
  answering: number;
  finished: number;
  /** Parents' agreements. */
  agreed: number;
  repeated: number;
}

/** A class or an earlier sitting that one may be made of. */
export interface SittingSource {
  classId: string;
  className: string;
  grade: number;
  isSitting: boolean;
  seats: number[];
}

export interface GradeOffer {
  grade: number;
  parentsDecide: boolean;
  sections: SittingSection[];
}

export interface SchoolSittings {
  id: string;
  name: string;
  /** From then on the solutions of the campaign's tasks are open. */
  windowEndsAtMs: number;
  sittings: Sitting[];
  sources: SittingSource[];
  offers: GradeOffer[];
}

export interface SittingRequest {
  title: string;
  classId?: string;
  seats?: number[];
  grade?: number;
  size?: number;
  instruments: { instrument: string; form: string }[];
  place: SittingPlace;
  endsAtMs: number;
}

export type SittingFaultKind =
  | 'classUnknown'
  | 'seatsUnknown'
  | 'groupInvalid'
  | 'instrumentsInvalid'
  | 'instrumentNotOffered'
  | 'titleInvalid'
  | 'titleTaken'
  | 'endInvalid'
  | 'solutionsOpen'
  | 'endsAfterWindow';

export interface SittingFault {
  kind: SittingFaultKind;
  instrument: string | null;
  seats: number;
}

export interface SittingLook {
  name: string;
  grade: number;
  seats: number;
  sections: SittingSection[];
  minutes: number;
  slowMinutes: number;
  parentsDecide: boolean;
  faults: SittingFault[];
}

export interface MadeSitting {
  /** Null when there were faults. */
  classId: string | null;
  look: SittingLook;
}
