// What the doors of methods on paper say. See engine/Methods.

/** The door to a class's sheets by one method. */
export function sheetsDoor(classId: string, method: string): string {
  return `/api/review/classes/${encodeURIComponent(classId)}/methods/${encodeURIComponent(method)}`;
}

/** What the author of a method says about unanswered items. */
export type MissingAnswers = 'noScore' | 'prorated';
export type SheetWay = 'once' | 'twice' | 'aloud' | 'file';
export type ScaleKind = 'normative' | 'ipsative' | 'criterion';

/** Numbers from least to most, or the place of an option from 0. */
export interface MethodItem {
  name: string;
  least: number;
  most: number;
  /** Empty where answers are numbers. */
  options: string[];
}

export interface MethodScale {
  id: string;
  kind: ScaleKind;
  items: number;
  lowest: number;
  highest: number;
  reversed: number;
}

export type KeyFaultKind = 'unreadable' | 'noColumn' | 'noRows' | 'cellCount' | 'empty' | 'notWhole' | 'repeated' | 'tooMany' | 'oneOption' | 'tooLong' | 'noAnswer';

export interface KeyFault {
  kind: KeyFaultKind;
  /** 0 where it is of no one line. */
  line: number;
  column: string | null;
}

/** The reply of `POST /api/review/schools/{id}/methods/look` to `{ key, missing }`; nothing is kept. */
export interface KeyLook {
  items: MethodItem[];
  scales: MethodScale[];
  fault: KeyFault | null;
}

/** A row of `GET /api/review/schools/{id}/methods`. `POST` there takes `{ method, title, key, missing }` and says `{ id, version }`; `/drop` takes `{ method, version }`. */
export interface MethodView {
  id: string;
  version: number;
  title: string;
  missing: MissingAnswers;
  addedBy: string;
  addedAtMs: number;
  sheets: number;
  waiting: number;
  /** Of the key as it is kept: keyings and rows are sent with it, so that a version's number that came again is no same key. */
  mark: string;
  items: MethodItem[];
  scales: MethodScale[];
}

/** A row of `GET /api/review/schools/{id}/methods/rooms`: a class or a sitting whose sheets may be kept, the newest year first. */
export interface MethodRoom {
  classId: string;
  grade: number;
  letter: string;
  kind: 'lesson' | 'sitting';
  /** The year in which the school year began in which they finished. */
  schoolYear: number;
}

/** `raw` is null where the rule for unanswered items gives none; `low` and `high` where there is no band. */
export interface MethodScore {
  scale: string;
  kind: ScaleKind;
  raw: number | null;
  answered: number;
  items: number;
  lowest: number;
  highest: number;
  share: number | null;
  low: number | null;
  high: number | null;
}

export interface SheetView {
  seat: number;
  /** A day as 2026-11-22, or a year alone. */
  heldOn: string;
  version: number;
  way: SheetWay;
  writtenAtMs: number;
  mark: string;
  /** Null for what was keyed once. */
  scores: MethodScore[] | null;
}

/** The reply of `GET /api/review/classes/{id}/methods/{method}`. */
export interface ClassSheets {
  schoolName: string;
  className: string;
  /** Places of whom sheets may be kept. */
  seats: number[];
  sheets: SheetView[];
}

/** A row of `GET /api/review/classes/{id}/seats/{seat}/methods`. */
export interface StudentSheet {
  methodId: string;
  title: string;
  version: number;
  heldOn: string;
  way: SheetWay;
  writtenAtMs: number;
  scores: MethodScore[];
}

export type Answer = number | null;
export type KeyingKind = 'nothing' | 'invalid' | 'waits' | 'differs' | 'kept' | 'held';

/** The body of `POST …/methods/{method}/keying`. */
export interface SheetKeying {
  version: number;
  /** The key's mark. */
  key: string;
  seat: number;
  heldOn: string;
  keying: string;
  answers: Answer[];
  settled: number[];
  isReadBack: boolean;
}

export interface KeyingOutcome {
  kind: KeyingKind;
  differences: { item: number; first: Answer }[];
}

/** A row of `POST …/methods/{method}/rows`: `{ version, key, rows }`, at most `mostRows`. */
export interface SheetRow {
  seat: number;
  heldOn: string;
  answers: Answer[];
  before: string | null;
}

export const mostRows = 40;

export type RowOutcome = 'added' | 'changed' | 'unchanged' | 'closed' | 'moved' | 'invalid';

/** How a school's tables are read: by hashes, never by words. */
export interface MethodMapping {
  columns: Record<string, string>;
  words: Record<string, number>;
}
