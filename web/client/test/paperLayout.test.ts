import { describe, expect, it } from 'vitest';
import { layOut, type Block } from '../paper/layout';

const plain: Block = { keep: false, newPage: false, head: null, under: null };
const items = (count: number): Block[] => Array.from({ length: count }, () => plain);

describe('pages of a form', () => {
  it('take blocks in order until one does not fit', () => {
    expect(layOut(items(5), (blocks) => blocks.length <= 2)).toEqual([[0, 1], [2, 3], [4]]);
    expect(layOut([], () => true)).toEqual([]);
  });

  it('never end with a heading', () => {
    const blocks = [plain, plain, { ...plain, keep: true }, plain];
    expect(layOut(blocks, (page) => page.length <= 3)).toEqual([[0, 1], [2, 3]]);
  });

  it('begin anew where a part must', () => {
    expect(layOut([plain, { ...plain, keep: true, newPage: true }, plain], () => true)).toEqual([[0], [1, 2]]);
  });

  it('repeat the labels over what stands under them', () => {
    const blocks = [{ ...plain, keep: true, head: 'h' }, { ...plain, under: 'h' }, { ...plain, under: 'h' }, { ...plain, under: 'h' }];
    expect(layOut(blocks, (page) => page.length <= 3)).toEqual([[0, 1, 2], [0, 3]]);
  });

  it('give a block that is higher than a page one of its own', () => {
    expect(layOut(items(3), (page) => !page.includes(1))).toEqual([[0], [1], [2]]);
    expect(layOut([{ ...plain, keep: true }, plain], () => false)).toEqual([[0], [1]]);
  });
});
