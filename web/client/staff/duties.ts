// The page of duties is the guide of the repository itself: one text, read here as blocks, never as HTML.
import source from '../../../docs/ru/152-фз.md?raw';

export type DutyBlock = { kind: 'text'; text: string } | { kind: 'table'; head: string[]; rows: string[][] };

export interface Duties {
  title: string;
  blocks: DutyBlock[];
}

/** A title, paragraphs and tables: all that the guide is written in. */
export function readDuties(markdown: string = source): Duties {
  const duties: Duties = { title: '', blocks: [] };
  for (const part of markdown.trim().split(/\n{2,}/)) {
    const lines = part.split('\n');
    if (part.startsWith('# ')) duties.title = part.slice(2);
    else if (part.startsWith('|')) {
      const [head = [], , ...rows] = lines.map(cellsOf);
      duties.blocks.push({ kind: 'table', head, rows });
    } else duties.blocks.push({ kind: 'text', text: plain(lines.join(' ')) });
  }
  return duties;
}

const cellsOf = (line: string): string[] => line.split('|').slice(1, -1).map((cell) => plain(cell.trim()));

// Commands and file names stand in backticks; here they are words like others.
const plain = (text: string): string => text.replaceAll('`', '');
