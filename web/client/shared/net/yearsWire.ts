// What the doors of years say: places and no names. See engine/Years.

export interface YearPlace {
  classId: string;
  seat: number;
}

export interface YearPair {
  now: YearPlace;
  earlier: YearPlace;
}

/** Whether a session can stand beside another year: agreed to words that tell of it, to other words, or no agreement stands. */
export type YearWords = 'agreed' | 'other' | 'none';

export interface YearClass {
  classId: string;
  className: string;
  grade: number;
  year: number;
  /** `tie`: the same number at two places is one student's, in this reply alone. */
  seats: { seat: number; words: YearWords; tie: number | null }[];
}

/** The reply of `GET /api/names/schools/{id}/years`. */
export interface SchoolYears {
  schoolId: string;
  year: number;
  earlierYear: number | null;
  classes: YearClass[];
}

export interface YearOutcome {
  linked: number;
  passed: { pair: YearPair; why: 'notThere' | 'words' | 'taken' }[];
}
