/** How often the region's links were opened, of a place and those right under it. */
export interface ClickPage {
  placeId: string;
  title: string;
  year: number | null;
  /** The last day that is counted. */
  untilMs: number;
  under: readonly { id: string; name: string }[];
  links: readonly ClickedLink[];
}

export interface ClickedLink {
  id: string;
  title: string;
  host: string;
  /** Null: not told. */
  clicks: number | null;
  /** By the places under it. */
  under: readonly (number | null)[];
}
