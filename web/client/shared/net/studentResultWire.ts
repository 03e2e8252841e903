// What a result key opens: engine/Results.

import type { PackageOption, SvgNode } from './wire';

/** Members a server of an earlier version does not send are optional: the page does without them. */
export interface StudentResult {
  schoolName: string;
  className: string;
  grade: number;
  finishedAtMs: number;
  simulated: boolean;
  sections: SectionResult[];
  recommendation?: Partial<Recommendation> | null;
  /** For the student alone: the page for parents does without it. */
  ownPlan?: OwnPlan | null;
  /** Titles of sections of tasks that were taken and are shown later. */
  withheld?: string[];
  /** Sections that the form of the lesson does without. */
  leftOut?: { title: string; text: string }[];
  /** Null where no task of the battery has a solution. */
  solutions?: SolutionsOpening | null;
  /** When a psychologist released it; null while it is preliminary. */
  releasedAtMs?: number | null;
  /** Only after release. */
  reliability?: Reliability | null;
  /** What a psychologist signed of it; null where nobody did. */
  conclusion?: SignedPart | null;
}

export interface SignedPart {
  version: number;
  text: string;
  /** The name shown. */
  signer: string;
  signedAtMs: number;
  /** The first twelve signs of the version's hash. */
  seal: string;
  /** What stands before the rest, in its order. */
  chosen: ChosenItem[];
}

export interface ChosenItem {
  kind: 'sector' | 'profession' | 'direction' | 'profile';
  code: string;
  title: string;
  description: string;
  /** The psychologist added it: it is in no computed list and has no trace. */
  isAdded: boolean;
  reason: 'agreedInTalk' | 'studentsWish' | 'ownExperience' | 'reachable' | 'otherResult' | 'judgement';
  words: string | null;
}

export interface Reliability {
  /** The answers on interests do not go together, or came too fast. */
  interestsInDoubt: boolean;
  /** Titles of sections of tasks with answers after the limit. */
  lateSections: string[];
}

/** In the words of the options. */
export interface OwnPlan {
  goal: string | null;
  steps: string[];
  /** When the first step shall be done. */
  by: string | null;
  help: string[];
  wantsTalk: boolean;
}

export interface SolutionsOpening {
  /** End of the campaign's window. */
  fromMs: number;
  /** Whether it is over by the server's clock. */
  open: boolean;
}

export interface TaskSolutions {
  /** Whether the student's own answers are in it. */
  withAnswers: boolean;
  sections: { instrumentId: string; title: string; tasks: SolvedTask[] }[];
}

export interface SolvedTask {
  text: string;
  svg: SvgNode | null;
  svgText: string | null;
  options: PackageOption[];
  /** Positions of options; `own` is null when skipped, not reached or not shown. */
  right: number;
  own: number | null;
  solution: string;
}

export interface SectionResult {
  instrumentId: string;
  instrumentVersion: string;
  title: string;
  kind: 'normative' | 'ipsative' | 'criterion';
  pilot: boolean;
  scales: ScaleResult[];
  leadingTier: string[];
  flat: boolean;
  /** Best–worst only: false = the answers do not tell the values apart; null = another kind of section. */
  tellsApart?: boolean | null;
  /** What the section does not mean, for the student and for a parent. */
  limits?: string | null;
  parentLimits?: string | null;
}

export type ValueTier = 'high' | 'middle' | 'low';

export interface ScaleResult {
  id: string;
  title: string;
  meaning: string;
  score: number | null;
  halfWidth: number | null;
  min: number;
  max: number;
  answered: number;
  items: number;
  /** Best–worst values only; never a ranking. */
  tier?: ValueTier | null;
  reading?: string | null;
  parentReading?: string | null;
}

/** What was released in an earlier year, as it stood, and what is another now. The reply of `POST /api/result/years` is a list of them, the newest first. */
export interface EarlierYear {
  year: number;
  className: string;
  finishedAtMs: number;
  releasedAtMs: number;
  sections: SectionResult[];
  changes: { title: string; kind: 'normative' | 'ipsative'; items: number; nearer: string[]; farther: string[] }[];
}

export type RecommendationState = 'families' | 'ranked' | 'flat' | 'sameAnswers' | 'tooFewAnswers' | 'unclear';

export interface Recommendation {
  state: RecommendationState;
  atlas: { id: string; year: number; version: string; title: string; note: string };
  ruleVersion: string;
  resultHash: string;
  /** The six interest scales; empty when there is no list. */
  scales: TraceScale[];
  /** State families. */
  tiers: SectorTier[];
  otherSectors: string[];
  /** State ranked. */
  bands: FitBand[];
  /** Every profession named in tiers or bands, once. */
  professions: ProfessionView[];
  /** Every direction named by `ways`, once, cut to what fits the grade. */
  directions: DirectionView[];
  /** Grades 8–9 only. */
  profiles: ProfileView[];
  sources: SourceView[];
  /** What the region offers beside; null without one. */
  region: RegionView | null;
}

export interface RegionView {
  /** Every place named below, once. */
  places: PlaceView[];
  sectors: { id: string; near: NearList }[];
  /** `sector`: places that name the sector only. */
  professions: { code: string; named: NearList; sector: NearList; links: RegionLink[] }[];
  directions: { code: string; links: RegionLink[] }[];
}

/** Identifiers of the first places, and how many there are in all. */
export interface NearList {
  places: string[];
  total: number;
}

export interface PlaceView {
  id: string;
  title: string;
  kind: 'trial' | 'programme' | 'excursion' | 'resource';
  organisation: string;
  address: string;
  link: string | null;
  ageFrom: number | null;
  ageTo: number | null;
  adapted: boolean;
  source: string;
  date: string;
}

export interface RegionLink {
  id: string;
  title: string;
  url: string;
  source: string;
  date: string;
}

export interface SourceView {
  id: string;
  title: string;
  date: string;
  licence: string | null;
  note: string | null;
}

export interface SectorView {
  id: string;
  title: string;
  description: string;
  professions: string[];
}

export interface SectorTier {
  tier: number;
  sectors: SectorView[];
}

/** Codes, alphabetical by title: equals. */
export interface FitBand {
  band: number;
  professions: string[];
}

export interface TraceScale {
  id: string;
  title: string;
  score: number;
  halfWidth: number;
  min: number;
  max: number;
  answers: { text: string; answer: string }[];
}

export type Pull = 'towards' | 'away' | 'neutral';

export interface ProfessionView {
  code: string;
  title: string;
  description: string;
  sector: string;
  sectorTitle: string;
  adapted: boolean;
  day: string[];
  subjects: string[];
  requirements: string[];
  health: string[];
  /** Titles. */
  related: string[];
  /** Codes of directions that fit the grade. */
  ways: string[];
  valuesFor: string[];
  valuesAgainst: string[];
  objectFits: boolean;
  /** Titles of tasks that went better than others of the same person and that the work leans on. */
  aptitudesFor: string[];
  /** Titles of professions with the same interest values, shown as one. */
  alike: string[];
  /** The occupation's value runs from 1 to 7. */
  pulls: { scale: string; occupation: number; pull: Pull }[];
  change: { scale: string; direction: 'higher' | 'lower' }[];
  demand: { volume: number; year: number; region: string; source: string; date: string } | null;
  links: { title: string; url: string }[];
  sources: string[];
}

export interface ExamSample {
  required: string[];
  oneOf: string[];
  year: string;
  institution: string;
  complete: boolean;
  link: string;
}

export interface DirectionView {
  code: string;
  title: string;
  level: 'workerTraining' | 'collegeSpecialty' | 'bachelor' | 'specialist';
  group: string;
  description: string;
  edition: string;
  verified: boolean;
  subjects: string[];
  /** Grades 10–11 only. */
  exams: ExamSample[];
}

export interface ProfileView {
  id: string;
  title: string;
  description: string;
  samples: { subjects: string[]; school: string; link: string; note?: string | null }[];
}
