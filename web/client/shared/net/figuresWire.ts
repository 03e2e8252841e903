import type { StandingReason } from './protocolWire';

/** The very same questions, whichever battery asked them. */
export interface FormKey {
  instrument: string;
  version: string;
  form: string;
}

export interface ReadingProgress {
  /** Of the way that is done, 0..1: schools, then items; null while nothing is under way. */
  share: number | null;
  hasFailed: boolean;
}

export interface FormTitle {
  key: FormKey;
  title: string;
  sessions: number;
  hasNorms: boolean;
}

export interface KeptReading {
  madeAtMs: number;
  sessions: number;
  counted: number;
  isSimulated: boolean;
  /** Null: fewer than ten, and not told how many. */
  against: Partial<Record<StandingReason, number | null>>;
  differing: number;
  unreadable: number;
  /** The next pass has them. */
  waiting: number;
  hash: string;
}

export interface FigureHead {
  regionId: string;
  region: string;
  year: number | null;
  progress: ReadingProgress;
  reading: KeptReading | null;
  forms: FormTitle[];
}

export interface ScaleTitle {
  id: string;
  title: string;
}

/** All numbers null: the group is small, or would tell of one that is. */
export interface NormFigures {
  scale: string;
  group: string[];
  students: number | null;
  mean: number | null;
  deviation: number | null;
  halfWidth: number | null;
  isProvisional: boolean;
  alpha: number | null;
  alphaLow: number | null;
  alphaHigh: number | null;
}

export type GroupColumn = 'grade' | 'sex' | 'settlement' | 'municipality';

export interface NormGrouping {
  by: GroupColumn[];
  rows: NormFigures[];
}

export interface FormNorms {
  key: FormKey;
  scales: ScaleTitle[];
  groupings: NormGrouping[];
}

export interface NormVersion {
  id: string;
  year: number;
  key: FormKey;
  number: number;
  isSimulated: boolean;
  madeAtMs: number;
  by: string;
  grades: { grade: string; students: number }[];
}

export interface NormVersionFiles {
  statement: { text: string; signature: string; key: string };
  holds: boolean;
  byGrade: string;
  byGroup: string | null;
}

export type ItemDoubt = 'tooHard' | 'tooEasy' | 'lowItemRest' | 'omitted' | 'notReached' | 'tooFast' | 'distractor';

export interface ItemFigures {
  number: number;
  id: string;
  scale: string | null;
  mean: number | null;
  deviation: number | null;
  itemRest: number | null;
  alphaWithout: number | null;
  difficulty: number | null;
  counts: {
    answered: number;
    omitted: number;
    notReached: number;
    timed: number;
    hasty: number;
    quarter: number | null;
    median: number | null;
    threeQuarters: number | null;
    options: { code: number; count: number }[];
  };
}

export interface ScaleFigures {
  id: string;
  rows: number;
  complete: number;
  notReached: number;
  isSpeeded: boolean;
  mean: number | null;
  deviation: number | null;
  alpha: number | null;
  alphaLow: number | null;
  alphaHigh: number | null;
  omega: number | null;
  standardError: number | null;
}

export interface GradeItems {
  /** Null for all grades together. */
  grade: number | null;
  respondents: number;
  scales: ScaleFigures[];
  items: ItemFigures[];
}

export interface ItemWords {
  text: string;
  options: { code: number; text: string }[];
  right: number | null;
}

export interface ThirdCount {
  code: number;
  low: number;
  middle: number;
  high: number;
}

export interface FormItems {
  key: FormKey;
  scales: ScaleTitle[];
  /** Empty for whoever may not read the items. */
  words: ItemWords[];
  grades: GradeItems[];
  doubts: { grade: number | null; items: ItemDoubt[][]; thirds: ThirdCount[][] }[];
  /** Null where there are too few students to tell of. */
  pilot: PilotState | null;
}

/** Whether the pilot of a form may end. */
export interface PilotState {
  isPilot: boolean;
  rule: { students: number; alpha: number; completion: number };
  students: number;
  alphas: { scale: string; alpha: number | null }[];
  completion: number | null;
  hasStudents: boolean;
  hasAlpha: boolean;
  hasCompletion: boolean;
}

/** A score beside a frozen version, for a psychologist. */
export interface SeenScale {
  id: string;
  title: string;
  raw: number | null;
  t: number | null;
  percentile: number | null;
  low: number | null;
  high: number | null;
  students: number;
}

export interface GroupPart {
  column: GroupColumn;
  value: string;
}

export interface SeenGroup {
  parts: GroupPart[];
  isProvisional: boolean;
  scales: SeenScale[];
}

export interface SeenNorms {
  title: string;
  instrument: string;
  form: string;
  id: string;
  year: number;
  number: number;
  madeAtMs: number;
  isSimulated: boolean;
  grade: SeenGroup;
  group: SeenGroup | null;
  narrower: GroupPart[][];
}
