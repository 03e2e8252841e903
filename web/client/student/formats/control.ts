/** What an answer format offers to the item's page. */
export interface FormatControl {
  /** A digit key; true when it meant something. */
  press(digit: number): boolean;
  /** Formats with a draft: hands it over, or gives words when something is missing. */
  commit?(): string | null;
}
