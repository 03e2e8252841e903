export type DemandCodes = 'profession' | 'okz' | 'direction' | 'sector';

export interface DemandSource {
  source: string;
  /** ISO. */
  date: string;
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
}

export interface SectorDemand {
  sectors: readonly { id: string; title: string }[];
  forecasts: readonly DemandForecast[];
}
