import type { Titles } from './indicatorsWire';

/** A figure that schools tell. */
export interface EnteredIndicator {
  id: string;
  title: Titles;
  note: Titles;
  /** It counts people: fewer than five are never kept as a number. */
  isPeople: boolean;
  byCode: boolean;
}

export interface EnteredSchool {
  id: string;
  name: string;
  municipality: string;
}

export interface EnteredSum {
  indicator: string;
  code: string;
  /** That told it. */
  schools: number;
  least: number;
  most: number;
}

/** A figure in two years, and in both of the schools that told it in both. */
export interface EnteredPair {
  indicator: string;
  code: string;
  now: EnteredSum | null;
  then: EnteredSum | null;
  sameNow: EnteredSum | null;
  sameThen: EnteredSum | null;
}

export interface EnteredFigure {
  schoolId: string;
  indicator: string;
  code: string;
  /** Null: fewer than five. */
  value: number | null;
  source: string;
  /** ISO. */
  date: string;
  enteredAtMs: number;
}

export interface EnteredPage {
  title: string;
  year: number;
  years: readonly number[];
  indicators: readonly EnteredIndicator[];
  schools: readonly EnteredSchool[];
  sums: readonly EnteredSum[];
  /** Whose figures these are. */
  schoolId: string;
  figures: readonly EnteredFigure[];
  /** Titles of the codes the atlas knows. */
  directions: Titles;
  /** The last earlier year that has figures. */
  before: { year: number; figures: readonly EnteredPair[] } | null;
}

export interface EnteredRow {
  line: number;
  schoolId?: string;
  schoolCode?: string;
  municipality?: string;
  school?: string;
  indicator: string;
  code: string;
  value: string;
  source: string;
  date: string;
}

export type EnteredFault = 'school' | 'schoolMixed' | 'indicator' | 'code' | 'value' | 'source' | 'date' | 'repeated';

export type EnteredChange = 'new' | 'changed' | 'unchanged' | 'removed';

export interface EnteredLine {
  line: number;
  fault: EnteredFault | null;
  change: EnteredChange | null;
  school: string;
  /** A doubt and no fault: more people than the school has places, so many of which there are. */
  places: number | null;
}

export interface EnteredOrder {
  year: number;
  rows: readonly EnteredRow[];
  /** An empty value takes a figure out. */
  mayRemove: boolean;
}
