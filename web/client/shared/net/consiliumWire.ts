// What the doors of consilia say. See engine/Consilia.

import type { HeldSchoolKey } from './decisionWire';

export const participantRoles = [
  'psychologist', 'classTeacher', 'subjectTeacher', 'socialTeacher', 'specialTeacher', 'careerAdviser', 'headOfStudies', 'parent', 'student', 'other',
] as const;
export type ParticipantRole = (typeof participantRoles)[number];

export const stepKinds = ['talk', 'familyTalk', 'tryOut', 'visit', 'club', 'subjectChoice', 'openDay', 'search', 'retest', 'other'] as const;
export type StepKind = (typeof stepKinds)[number];

export const outsideSources = ['ticketToTheFuture', 'employmentService', 'college', 'university', 'privateAdviser', 'other'] as const;
export type OutsideSource = (typeof outsideSources)[number];

export const stepOutcomes = ['done', 'goesOn', 'dropped', 'unknown'] as const;
export type StepOutcome = (typeof stepOutcomes)[number];

/** A day as 2026-11-22. */
export type Day = string;

/** `name` is the account's; whoever has none is named in the sealed words. */
export interface Participant {
  role: ParticipantRole;
  accountId: string | null;
  name: string | null;
}

/** `sectors` are identifiers of the atlas. */
export interface OutsideResult {
  source: OutsideSource;
  on: Day;
  sectors: string[];
}

export interface OutcomeView {
  outcome: StepOutcome;
  /** When it is asked again; only of a step that goes on. */
  next: Day | null;
  by: string;
  atMs: number;
}

export interface StepView {
  kind: StepKind;
  due: Day;
  /** The oldest first; the last one counts. */
  outcomes: OutcomeView[];
}

/** Sealed with the school's key; bound to school, generation, class, seat, number and revision. */
export interface ConsiliumView {
  number: number;
  generation: number;
  revision: number;
  heldOn: Day | null;
  participants: Participant[];
  steps: StepView[];
  outside: OutsideResult[];
  /** Null when the school has lost its key: the words are gone. */
  sealed: string | null;
  writtenBy: string;
  writtenAtMs: number;
  closedBy: string | null;
  /** Null while it is open. */
  closedAtMs: number | null;
  hash: string | null;
}

/** The reply of `GET /api/review/classes/{id}/seats/{seat}/consilium`; oldest first, only the last can be open. It is written down that it was opened. */
export interface ConsiliumState {
  seat: number;
  schoolName: string;
  className: string;
  key: HeldSchoolKey;
  all: ConsiliumView[];
}

/** What `POST /api/review/classes/{id}/seats/{seat}/consilium` takes; 409 `consilium-changed`, 400 `consilium-invalid`. */
export interface ConsiliumRequest {
  number: number;
  generation: number;
  revision: number;
  heldOn: Day | null;
  participants: { role: ParticipantRole; accountId: string | null }[];
  steps: { kind: StepKind; due: Day }[];
  outside: OutsideResult[];
  sealed: string;
}

/** What `POST /api/review/classes/{id}/seats/{seat}/consilium/close` takes; 409 `consilium-changed`, 400 `consilium-incomplete`. */
export interface CloseRequest {
  number: number;
  revision: number;
}

export interface DueStep {
  classId: string;
  schoolId: string;
  schoolName: string;
  className: string;
  seat: number;
  number: number;
  step: number;
  kind: StepKind;
  due: Day;
  /** Its day, or the day it was put off to. */
  asked: Day;
  entry: number;
}

/** The reply of `GET /api/review/steps?until=2026-11-22`: at most 300 rows of all. */
export interface DueSteps {
  total: number;
  rows: DueStep[];
}

/** One of `POST /api/review/classes/{id}/steps`: all or none; 409 `steps-changed`. */
export interface StepMark {
  seat: number;
  number: number;
  step: number;
  entry: number;
  outcome: StepOutcome;
  next: Day | null;
}
