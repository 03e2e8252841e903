/** One piece of the form that is never torn apart. */
export interface Block {
  /** Stands with what follows: never the last of a page. */
  keep: boolean;
  newPage: boolean;
  /** The name of the row of labels it is. */
  head: string | null;
  /** The row of labels it stands under: repeated where a page begins without it. */
  under: string | null;
}

/** Whether these blocks, by their places, go on one page. */
export type Fits = (blocks: readonly number[]) => boolean;

/**
 * Lays blocks out on pages in their order. A page that would end with a heading gives it to the next one; a block higher than a page has a page of its own.
 */
export function layOut(blocks: readonly Block[], fits: Fits): number[][] {
  const pages: number[][] = [];
  let page: number[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at]!;
    if (page.length > 0 && (block.newPage || !fits([...page, at]))) {
      const carried = block.newPage ? [] : keptEnd(blocks, page);
      pages.push(page);
      page = [...carried];
    }
    const head = headOf(blocks, page, block);
    if (head !== null) page.push(head);
    page.push(at);
  }
  return page.length > 0 ? [...pages, page] : pages;
}

/** Takes the headings a page ends with off it; not all there is on it. */
function keptEnd(blocks: readonly Block[], page: number[]): number[] {
  let from = page.length;
  while (from > 1 && blocks[page[from - 1]!]!.keep) from--;
  return page.splice(from);
}

/** The row of labels to repeat at the top of a page, or null. */
function headOf(blocks: readonly Block[], page: readonly number[], block: Block): number | null {
  if (block.under === null || page.some((at) => blocks[at]!.head === block.under)) return null;
  const head = blocks.findIndex((one) => one.head === block.under);
  return head < 0 ? null : head;
}
