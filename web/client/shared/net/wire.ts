// The wire format of web/README.md and engine/Sessions/Wire.cs: short names, because 200,000 phones send them.

export type PutStatus = 'ok' | 'gap' | 'superseded' | 'invalid' | 'busy' | 'closed';
export type SessionState = 'issued' | 'inProgress' | 'paused' | 'finished' | 'expired';
export type LessonState = 'lobby' | 'running' | 'paused' | 'ended';
export type SeatState = 'empty' | 'deciding' | 'refused' | 'waiting' | 'answering' | 'linkLost' | 'finished';

/** One answer: item position, canonical text (empty when skipped), milliseconds since the session began. */
export interface AnswerEntry {
  q: number;
  v: string;
  d: number;
}

export interface HelloRequest {
  epoch: number | null;
  deviceId: string;
  lastAck: number;
  clientNowMs: number;
}

export interface HelloReply {
  status: PutStatus;
  epoch: number;
  hw: number;
  state: SessionState;
  run: LessonState;
  consent: boolean | null;
  serverNowMs: number;
  deadlineMs: number | null;
  answers: AnswerEntry[] | null;
  retryMs: number;
}

export interface PutRequest {
  e: number;
  n: number;
  a: AnswerEntry[];
}

export interface PutReply {
  status: PutStatus;
  hw: number;
  rem: number | null;
  retryMs: number;
}

export interface FinishRequest {
  e: number;
  lastSeq: number;
}

export interface FinishReply {
  status: PutStatus;
  hw: number;
  state: SessionState;
  resultKey: string | null;
  retryMs: number;
}

export interface Control {
  kind: 'superseded' | 'lesson';
  /** With superseded: the session's epoch from now on. */
  epoch: number | null;
  run: LessonState | null;
}

export interface Place {
  schoolName: string;
  className: string;
  classId: string;
  grade: number;
  seat: number;
}

export interface EnterReply {
  token: string;
  place: Place;
  state: SessionState;
  consent: boolean | null;
  packageHash: string;
}

export interface BatteryPackage {
  battery: string;
  version: string;
  title: string;
  steps: PackageStep[];
}

export interface PackageStep {
  id: string;
  title: string;
  instruction: string;
  minutes: number;
  first: number;
  formats: AnswerFormat[];
  items: PackageItem[];
}

export interface PackageItem {
  text: string;
  format: number;
  /** The drawing the task is about; `svgText` says it in words. */
  svg?: SvgNode;
  svgText?: string;
  options?: PackageOption[];
}

export interface PackageOption {
  text: string;
  svg?: SvgNode | null;
}

export interface SvgNode {
  tag: string;
  attributes?: Record<string, string | number>;
  children?: SvgNode[];
}

export type AnswerFormat =
  | { type: 'likert'; first: number; labels: string[] }
  | { type: 'pair' }
  | { type: 'bestWorst' }
  | { type: 'singleChoice' }
  | { type: 'multipleChoice'; least: number; most: number }
  | { type: 'ranking' }
  | { type: 'number'; min: number; max: number; decimals: number }
  | { type: 'slider'; low: string; high: string };

export type FormatType = AnswerFormat['type'];

export interface BoardView {
  classId: string;
  schoolName: string;
  className: string;
  revision: number;
  run: LessonState;
  itemCount: number;
  seats: BoardSeat[];
}

export interface BoardSeat {
  seat: number;
  spare: boolean;
  state: SeatState;
  answered: number;
  wantsMove: boolean;
}

export interface StudentResult {
  schoolName: string;
  className: string;
  grade: number;
  finishedAtMs: number;
  simulated: boolean;
  sections: SectionResult[];
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
  /** Best–worst sections only, by scale id; empty for others. */
  tiers: Record<string, 'high' | 'middle' | 'low'>;
  /** Whether best–worst answers tell scales apart at all; null for other sections and without scores. */
  tellsApart: boolean | null;
}

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
}

export interface SetupTree {
  region: string | { id: string; name: string };
  municipalities: SetupMunicipality[];
}

export interface SetupMunicipality {
  id: string;
  name: string;
  schools: SetupSchool[];
}

export interface SetupSchool {
  id: string;
  name: string;
  prefix: string;
  settlement: 'city' | 'village';
  classes: SetupClass[];
}

export interface SetupClass {
  id: string;
  name: string;
  grade: number;
  letter: string;
  boardLink: string;
}
