import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDuties } from '../staff/duties';

const guide = readFileSync('../../docs/ru/152-фз.md', 'utf8');

describe('the page of duties', () => {
  it('is the guide itself, every word of it', () => {
    const { title, blocks } = readDuties();
    const said = [title, ...blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [block.head, ...block.rows].flat()))].join(' ');
    const bare = (text: string): string => text.replace(/[`#|\s]|-{3,}/g, '');
    expect(bare(said)).toBe(bare(guide));
    expect(said).not.toMatch(/[`#|]|\*\*|\]\(/);
  });

  it('has every row whole, and each of the duties that were asked for', () => {
    const tables = readDuties().blocks.filter((block) => block.kind === 'table');
    expect(tables).toHaveLength(1);
    for (const row of tables[0]!.rows) expect(row).toHaveLength(tables[0]!.head.length);
    const articles = tables[0]!.rows.map((row) => row[1]);
    expect(articles).toEqual(expect.arrayContaining(['6, ч. 3', '18.1', '21, ч. 3.1', '22', '21, ч. 4–6']));
    expect(new Set(tables[0]!.rows.map((row) => row[0])).size).toBe(tables[0]!.rows.length);
  });
});
