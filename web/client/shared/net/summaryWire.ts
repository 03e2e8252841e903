import type { ToldFigure } from './indicatorsWire';

/** What a school tells of its year; the words are those that stand on the public page. */
export interface SchoolSummary {
  school: string;
  municipality: string;
  year: number;
  countedAtMs: number;
  isSimulated: boolean;
  isWhole: boolean;
  sections: readonly SummarySection[];
}

export interface SummarySection {
  id: string;
  title: string;
  note: string;
  isMean: boolean;
  lines: readonly { title: string; own: ToldFigure; beside: ToldFigure | null }[];
}

export interface SummaryState {
  draft: SchoolSummary | null;
  /** Of the draft, for publishing it. */
  stamp: string | null;
  public: { link: string; publishedAtMs: number; by: string; stamp: string; summary: SchoolSummary } | null;
}
