/** One figure of one group; what may not be told is null instead. */
export interface ToldFigure {
  n: number;
  /** How many of them; null for a mean. */
  count: number | null;
  /** Share or mean, 0..1. */
  value: number;
  low: number;
  high: number;
}

export interface ToldRow {
  /** "all", a grade, "special", "female" or "male". */
  part: string;
  /** By member of all indicators in turn. */
  figures: readonly (ToldFigure | null)[];
}

export interface ToldPlace {
  id: string;
  name: string;
  rows: readonly ToldRow[];
}

export type Titles = Readonly<Record<string, string>>;

export interface Indicator {
  id: string;
  title: Titles;
  note: Titles;
  isMean: boolean;
  grades: readonly number[];
  members: readonly { id: string; title: Titles }[];
}

export interface IndicatorPage {
  title: string;
  year: number | null;
  madeAtMs: number | null;
  isSimulated: boolean;
  indicators: readonly Indicator[];
  /** The whole region, beside a municipality. */
  above: ToldPlace | null;
  place: ToldPlace | null;
  under: readonly ToldPlace[];
  /** The same place in the last year that was counted. */
  before: { year: number; place: ToldPlace; /** So many grades on is who was asked then; below 1 nobody has moved on. */ step: number } | null;
}
