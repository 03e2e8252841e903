import type { ToldFigure } from './indicatorsWire';

/** A figure by its full name; null where it is not told, or there is none. */
export interface SeenFigure {
  label: string;
  figure: ToldFigure | null;
}

export interface ReportSentence {
  text: string;
  figures: readonly SeenFigure[];
}

export interface ReportParagraph {
  id: string;
  /** By the rules, by people over what the rules wrote, or by people besides. */
  origin: 'drafted' | 'edited' | 'own';
  sentences: readonly ReportSentence[];
  /** What the rules wrote, where somebody wrote over it. */
  drafted: string | null;
  /** It was written over another text than the rules write now. */
  isOverOlder: boolean;
}

/** Words, or a figure; neither where a figure is not told or there is none. */
export interface ReportCell {
  text: string | null;
  figure: ToldFigure | null;
}

export interface ReportTable {
  title: string;
  /** What its figures are of. */
  lead: string;
  /** Behind the first, which names the rows. */
  columns: readonly string[];
  rows: readonly { title: string; cells: readonly ReportCell[] }[];
}

export interface ReportSection {
  id: string;
  title: string;
  paragraphs: readonly ReportParagraph[];
  tables: readonly ReportTable[];
  isLeftOut: boolean;
}

export interface YearReport {
  title: string;
  place: string;
  year: number;
  isSimulated: boolean;
  madeAtMs: number;
  /** SHA-256 of the data it rests on. */
  dataHash: string;
  sections: readonly ReportSection[];
  /** How much of what the rules wrote people took away; null: nothing. */
  removed: { paragraphs: number; sections: number } | null;
}

export interface ReportEdition {
  id: string;
  year: number;
  number: number;
  isSimulated: boolean;
  madeAtMs: number;
  by: string;
  /** Null where what was signed cannot be read. */
  dataHash: string | null;
}

export interface ReportPage {
  place: string;
  year: number | null;
  report: YearReport | null;
  /** Of the draft under it: whoever writes names it. */
  stamp: string | null;
  revision: number;
  changedBy: string | null;
  changedAtMs: number | null;
  /** What a newer pass would write. */
  newer: { stamp: string; madeAtMs: number; differences: readonly { section: string; was: string | null; now: string | null }[] } | null;
  editions: readonly ReportEdition[];
  /** What was written cannot be read: nobody writes over it. */
  isDamaged: boolean;
  /** Campaigns a report may be of, the newest first. */
  years: readonly number[];
  /** Why there is no report: the campaign was not counted, or what is kept of it holds nothing of the place. */
  lack: 'reading' | 'place' | null;
  /** Titles of what the pass did not count. */
  notCounted: readonly string[];
  /** Lessons went on after the pass, and no other will be made of this campaign. */
  isBehind: boolean;
}

/** A frozen report: the document and the data are texts, letter by letter as they were signed for. */
export interface OpenedEdition {
  head: ReportEdition;
  holds: boolean;
  /** Null where it does not hold. */
  file: { statement: { text: string; signature: string; key: string }; data: string; document: string } | null;
}
