// What the doors of groups say: classes and schools, how far they took part, in shares and whole. See engine/Groups.

/** The reply of `GET /api/groups`: states are told apart and add up to the seats. */
export interface GroupClass {
  schoolId: string;
  schoolName: string;
  classId: string;
  grade: number;
  letter: string;
  seats: number;
  /** Opened a question, whatever became of it. */
  began: number;
  finished: number;
  unfinished: number;
  notStarted: number;
  notCome: number;
  refused: number;
  parentRefused: number;
  withdrawn: number;
  parentWithdrawn: number;
  /** Seats whose parent answered the questions for parents. */
  parentsAnswered: number;
}

export interface GroupScale {
  id: string;
  title: string;
  highest: number | null;
}

/** `with` is null where it may not be told. */
export interface GroupCell {
  with: number | null;
  of: number;
  /** Ends of the share's interval, 0..1. */
  low: number | null;
  high: number | null;
}

export interface GroupMean {
  mean: number;
  error: number;
}

export interface GroupPart {
  /** Null for a school and for the others. */
  classId: string | null;
  interests: number;
  values: number;
  leading: GroupCell[];
  even: GroupCell;
  high: GroupCell[];
  means: GroupMean[] | null;
}

export interface ParallelShares {
  grade: number;
  /** Null for the usual form. */
  form: string | null;
  isSimulated: boolean;
  leftOut: number;
  interests: GroupScale[];
  values: GroupScale[];
  school: GroupPart;
  /** Null where they are too few. */
  others: GroupPart | null;
  classes: GroupPart[];
}

/** The reply of `GET /api/groups/schools/{id}/shares`. */
export interface GroupShares {
  schoolId: string;
  waiting: number;
  parallels: ParallelShares[];
}

export interface LeadingCount {
  id: string;
  title: string;
  leading: number;
}

export interface TierCount {
  id: string;
  title: string;
  high: number;
  middle: number;
  low: number;
}

/** Where a student lies in the plane of interests, with the ellipse of the error. */
export interface MapPlace {
  /** −1 people, 1 things. */
  things: number;
  /** Negative ideas, positive data. */
  data: number;
  major: number;
  minor: number;
  /** Degrees from the axis of things. */
  tilt: number;
  /** Whether a direction can be told at all. */
  isApart: boolean;
}

export interface MapPoint {
  seat: number;
  place: MapPlace | null;
}

export interface ParallelStudents {
  grade: number;
  form: string | null;
  isSimulated: boolean;
  told: number;
  even: number;
  interests: LeadingCount[];
  valuesTold: number;
  valuesEven: number;
  values: TierCount[];
  /** Of one class; null for a school. */
  map: MapPoint[] | null;
}

/** The reply of `GET /api/groups/{schools|classes}/{id}/students`. */
export interface GroupStudents {
  schoolId: string;
  waiting: number;
  parallels: ParallelStudents[];
}
