// A guide of the repository (docs/ru) as the page shows it: plain data, no HTML. Read while the client is built, by read.ts.

export type Words =
  | { kind: 'text' | 'strong' | 'em' | 'code'; text: string }
  /** To another guide, by its file. */
  | { kind: 'link'; text: string; guide: string };

export type Block =
  | { kind: 'heading'; depth: number; text: string }
  | { kind: 'paragraph'; words: Words[] }
  | { kind: 'list'; ordered: boolean; items: Words[][] }
  | { kind: 'table'; head: string[]; rows: Words[][][] }
  | { kind: 'code'; text: string };

export interface Guide {
  title: string;
  blocks: Block[];
}

/** A place in a guide that its contents name: a heading, or a paragraph that begins with what it is about. */
export interface Place {
  title: string;
  /** Of its block. */
  at: number;
}

export function contentsOf({ blocks }: Guide): Place[] {
  return blocks.flatMap((block, at): Place[] => {
    if (block.kind === 'heading') return [{ title: block.text, at }];
    const first = block.kind === 'paragraph' ? block.words[0] : undefined;
    return first?.kind === 'strong' ? [{ title: first.text.replace(/[.:]$/, ''), at }] : [];
  });
}
