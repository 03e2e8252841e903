export type PlaceDetail = 'none' | 'municipality' | 'school';

export const exportFormats = ['xlsx', 'csv', 'excelCsv', 'spss', 'r', 'xapi', 'qti', 'codebook'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportCampaign {
  id: string;
  year: number;
  instruments: readonly { id: string; title: string }[];
}

export interface ExportOrder {
  campaign: string;
  /** Empty for all. */
  instruments: readonly string[];
  grade: boolean;
  sex: boolean;
  settlement: boolean;
  place: PlaceDetail;
  items: boolean;
  scores: boolean;
  times: boolean;
  everybody: boolean;
  leastAlike: number;
}

/** What an order comes to. */
export interface ExportSummary {
  year: number;
  finished: number;
  apart: number;
  unready: number;
  leftOut: number;
  rows: number;
  told: { grade: boolean; sex: boolean; settlement: boolean; place: PlaceDetail };
  groups: number;
  smallest: number;
  /** Rows of schools too small for a number. */
  unnumbered: number;
  simulated: number;
  columns: number;
}
