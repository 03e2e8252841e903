// What a text document is made of, as plain data: whoever has something to say in a document says it in these.

export type Block =
  | { kind: 'title' | 'heading' | 'paragraph' | 'small'; text: string }
  | { kind: 'list'; isOrdered: boolean; items: readonly string[] }
  /** As many cells in each row as the head has; `shares` are parts of the width, in percent. */
  | { kind: 'table'; head: readonly string[]; rows: readonly (readonly string[])[]; shares: readonly number[] };

/** Words, with a bar under them where they say a share, 0..1. */
export type BarCell = string | { text: string; share: number };

/** A table of figures: the chart and its twin in one. */
export interface BarTable {
  kind: 'bars';
  head: readonly string[];
  rows: readonly (readonly BarCell[])[];
  shares: readonly number[];
}

export interface TextDocument {
  title: string;
  author: string;
  /** Of the words in it, as files name it. */
  language: string;
  /** «стр. {n} из {of}», at the foot of each page beside the running line. */
  page: string;
  running: string;
  blocks: readonly (Block | BarTable)[];
}

/** A text as typed, a paragraph a line; empty lines only part them. */
export function paragraphsOf(text: string): Block[] {
  return text.split('\n').filter((line) => line.trim() !== '').map((line) => ({ kind: 'paragraph', text: line }));
}
