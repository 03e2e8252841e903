import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contentsOf, type Block, type Guide, type Words } from '../guide/guide';
import { readGuide } from '../guide/read';
import { files, nameOf, shelf, type GuideName } from '../guide/names';
import { placeIn, readShelf, titleOf } from '../guide/shelf';

const folder = '../../docs/ru';
const source = (name: GuideName): string => readFileSync(`${folder}/${files[name]}.md`, 'utf8');

const line = (words: readonly Words[]): string => words.map(({ text }) => text).join('');

function said(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'code':
      return block.text;
    case 'paragraph':
      return line(block.words);
    case 'list':
      return block.items.map(line).join(' ');
    case 'table':
      return [...block.head, ...block.rows.flat().map(line)].join(' ');
  }
}

const wordsOf = ({ title, blocks }: Guide): string => [title, ...blocks.map(said)].join(' ');

/** Letters and digits alone: what marks a heading, a cell or a number of a list is no word of the guide. */
const bare = (text: string): string => text.replace(/^```\w+$/gm, '').replace(/^\d+\. /gm, '').replace(/\]\([^)]*\)/g, '').replace(/[^\p{L}\p{N}]/gu, '');

describe('the guides', () => {
  it('are all on the shelf, each with its title', () => {
    expect(Object.values(files).sort()).toEqual(readdirSync(folder).map((file) => file.replace(/\.md$/, '').normalize('NFC')).sort());
    for (const name of shelf) expect(source(name).startsWith(`# ${titleOf(name)}\n`)).toBe(true);
  });

  it.each(shelf)('say every word that is written: %s', async (name) => {
    const guide = await readShelf(name);
    expect(bare(wordsOf(guide))).toBe(bare(source(name)));
    expect(guide.blocks.filter(({ kind }) => kind !== 'code').map(said).join(' ')).not.toMatch(/\*\*|\]\(|^#/);
  });

  it('have tables with whole rows, and lead only to guides that are there', async () => {
    for (const guide of await Promise.all(shelf.map(readShelf))) {
      for (const block of guide.blocks) {
        if (block.kind === 'table') for (const row of block.rows) expect(row).toHaveLength(block.head.length);
        if (block.kind === 'paragraph') for (const word of block.words) if (word.kind === 'link') expect(shelf).toContain(nameOf(word.guide));
      }
    }
  });

  it('tell what is in them', async () => {
    const contents = contentsOf(await readShelf('teacher'));
    expect(contents.map(({ title }) => title)).toEqual(expect.arrayContaining(['До урока', 'Урок по шагам', 'Кому нужна помощь, тот сверху']));
    expect(new Set(contents.map(({ at }) => at)).size).toBe(contents.length);
  });

  it('tell the operator every duty of the law, each row with its article', async () => {
    const { blocks } = await readShelf('duties');
    const [table] = blocks.filter((block) => block.kind === 'table');
    const articles = table!.rows.map((row) => line(row[1]!));
    expect(articles).toEqual(expect.arrayContaining(['6, ч. 3', '18.1', '21, ч. 3.1', '22', '21, ч. 4–6']));
    expect(new Set(table!.rows.map((row) => line(row[0]!))).size).toBe(table!.rows.length);
  });
});

describe('reading a guide', () => {
  it('refuses what the page has no form for', () => {
    expect(() => readGuide('text first')).toThrow('title');
    expect(() => readGuide('# A\n\n> quoted')).toThrow('blockquote');
    expect(() => readGuide('# A\n\n![a](b.png)')).toThrow('image');
    expect(() => readGuide('# A\n\n<b>raw</b>')).toThrow('html');
    expect(() => readGuide('# A\n\n[out](https://example.org)')).toThrow('another guide');
    expect(() => readGuide('# A\n\n- one\n  - in it')).toThrow('list');
  });

  it('keeps signs as they are', () => {
    expect(readGuide('# A & B\n\n`x < y` and "z" < **w**').blocks).toEqual([
      { kind: 'paragraph', words: [{ kind: 'code', text: 'x < y' }, { kind: 'text', text: ' and "z" < ' }, { kind: 'strong', text: 'w' }] },
    ]);
  });
});

describe('an address', () => {
  it('leads to a guide and a place in it, and anything else to the list', () => {
    expect(placeIn('#teacher')).toEqual({ name: 'teacher', at: null });
    expect(placeIn('#teacher/7')).toEqual({ name: 'teacher', at: 7 });
    for (const other of ['', '#list', '#nobody', '#%E0%A4%A', '#__proto__']) expect(placeIn(other)).toBe(null);
    expect(placeIn('#teacher/x')).toEqual({ name: 'teacher', at: null });
  });
});
