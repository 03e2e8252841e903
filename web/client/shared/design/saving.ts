/** What whoever makes a file is handed: a way to say how far it is, and the wish to stop. */
export interface Saving {
  tell: (words: string) => void;
  given: AbortSignal;
}
