export type DemandCodes = 'profession' | 'okz' | 'direction' | 'sector';

export interface DemandSource {
  source: string;
  /** ISO. */
  date: string;
  /** The region brought it on its page; otherwise it lies in the operator's folder. */
  isImported: boolean;
}

/** What could not be put into one sector. */
export interface DemandRest {
  volume: number;
  codes: readonly string[];
}

/** One forecast: of a year, of a region, in one system of codes. */
export interface DemandForecast {
  year: number;
  region: string;
  system: DemandCodes;
  total: number;
  sectors: readonly { sector: string; volume: number; codes: number; sources: readonly DemandSource[] }[];
  several: DemandRest;
  unknown: DemandRest;
  /** Rows a later date replaced. */
  earlier: number;
  sources: readonly DemandSource[];
  /** Rows the region brought on its page. */
  imported: number;
  /** Groups beside their own parts, counted twice. */
  twice: readonly string[];
}

export interface SectorDemand {
  sectors: readonly { id: string; title: string }[];
  forecasts: readonly DemandForecast[];
}

/** A deed at the forecasts of a region. */
export interface DemandVersion {
  number: number;
  act: 'imported' | 'takenOut';
  /** Of what was taken out: year, system of codes, region. */
  about: string;
  added: number;
  changed: number;
  removed: number;
  madeBy: string;
  atMs: number;
  takenBackBy: string | null;
  takenBackAtMs: number | null;
}

export interface DemandPage extends SectorDemand {
  /** The region's name. */
  region: string;
  revision: number;
  /** Number of the version that can be taken back; 0 of none. */
  standing: number;
  isDamaged: boolean;
  versions: readonly DemandVersion[];
}

export interface DemandRow {
  line: number;
  code: string;
  system: string;
  year: string;
  volume: string;
  source: string;
  region: string;
  date: string;
}

export type DemandFaultKind =
  | 'empty' | 'tooLong' | 'system' | 'okz' | 'direction' | 'profession' | 'sector' | 'year' | 'volume' | 'fraction' | 'date' | 'repeated' | 'part' | 'future';

/** What a table would do. */
export interface DemandLook {
  revision: number;
  new: number;
  changed: number;
  unchanged: number;
  /** Rows that count now and would no more. */
  replaced: number;
  /** Rows of the table that would not count. */
  outdated: number;
  faultCount: number;
  faults: readonly { line: number; column: keyof Omit<DemandRow, 'line'>; kind: DemandFaultKind; said: string }[];
}
