import {
  AlignmentType, Document, Footer, HeadingLevel, LevelFormat, Packer, PageNumber, Paragraph, ShadingType, Table, TableCell, TableRow, TabStopType, TextRun, WidthType, type FileChild,
} from 'docx';
import type { BarCell, BarTable, Block, TextDocument } from './blocks';

/** In every office that writes in Russian, and with a twin of the same widths where Word is not. */
const font = 'Times New Roman';

/** A4 and its margins, in twentieths of a point: the left one is wide enough for a folder. */
const page = { width: 11_906, height: 16_838, left: 1_701, right: 850, above: 1_134, below: 1_134 } as const;
const textWidth = page.width - page.left - page.right;

/** A bar is so many spaces wide. */
const barSpaces = 40;

/** Numbered lists of a document count anew each. */
const ordered = (index: number): string => `ordered-${index}`;
const bullets = 'bullets';

/** A document that a word processor opens and whoever has it may edit: titles and headings are styles, lists are lists. */
export function docxOf(document: TextDocument): Promise<Blob> {
  const { title, author, language, blocks } = document;
  const level = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => [
    { level: 0, format, text, alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: 567, hanging: 283 } } } },
  ];
  const made = new Document({
    title,
    creator: author,
    lastModifiedBy: author,
    styles: {
      default: {
        document: { run: { font, size: 24, language: { value: language } }, paragraph: { spacing: { after: 120, line: 276 } } },
        title: { run: { font, size: 32, bold: true }, paragraph: { spacing: { after: 120 }, keepNext: true } },
        heading1: { run: { font, size: 26, bold: true }, paragraph: { spacing: { before: 240, after: 120 }, keepNext: true } },
      },
      paragraphStyles: [{ id: 'Small', name: 'Small', basedOn: 'Normal', run: { size: 20, color: '515b69' } }],
    },
    numbering: {
      config: [
        { reference: bullets, levels: level(LevelFormat.BULLET, '•') },
        ...blocks.flatMap((block, index) => (block.kind === 'list' && block.isOrdered ? [{ reference: ordered(index), levels: level(LevelFormat.DECIMAL, '%1.') }] : [])),
      ],
    },
    sections: [
      {
        properties: { page: { size: { width: page.width, height: page.height }, margin: { left: page.left, right: page.right, top: page.above, bottom: page.below } } },
        footers: { default: footOf(document) },
        children: blocks.flatMap(childrenOf),
      },
    ],
  });
  return Packer.toBlob(made);
}

function childrenOf(block: Block | BarTable, index: number): FileChild[] {
  switch (block.kind) {
    case 'title':
      return [new Paragraph({ text: block.text, heading: HeadingLevel.TITLE })];
    case 'heading':
      return [new Paragraph({ text: block.text, heading: HeadingLevel.HEADING_1 })];
    case 'paragraph':
      return [new Paragraph({ text: block.text })];
    case 'small':
      return [new Paragraph({ text: block.text, style: 'Small' })];
    case 'list':
      return block.items.map((text) => new Paragraph({ text, numbering: { reference: block.isOrdered ? ordered(index) : bullets, level: 0 } }));
    case 'table':
    case 'bars':
      return [tableOf(block), new Paragraph({ text: '' })];
  }
}

function tableOf({ head, rows, shares }: Extract<Block, { kind: 'table' }> | BarTable): Table {
  const widths = shares.map((share) => Math.round((textWidth * share) / 100));
  const cell = (told: BarCell, at: number, isHead: boolean): TableCell => new TableCell({
    width: { size: widths[at]!, type: WidthType.DXA },
    margins: { left: 80, right: 80, top: 40, bottom: 40 },
    children: [
      new Paragraph({ keepNext: isHead, children: [new TextRun({ text: typeof told === 'string' ? told : told.text, bold: isHead })] }),
      ...(typeof told === 'string' ? [] : [barOf(told.share)]),
    ],
  });
  const row = (cells: readonly BarCell[], isHead: boolean): TableRow =>
    new TableRow({ ...(isHead ? { tableHeader: true } : {}), cantSplit: true, children: cells.map((told, at) => cell(told, at, isHead)) });
  return new Table({ width: { size: textWidth, type: WidthType.DXA }, columnWidths: widths, rows: [row(head, true), ...rows.map((cells) => row(cells, false))] });
}

/** Shaded spaces: a bar that no screen reader reads, because the words above say it. */
function barOf(share: number): Paragraph {
  const run = (spaces: number, fill: string): TextRun => new TextRun({ text: '\u00a0'.repeat(spaces), size: 8, shading: { type: ShadingType.CLEAR, fill } });
  const filled = Math.round(share * barSpaces);
  return new Paragraph({ spacing: { after: 0 }, children: [run(filled, '1a5e58'), run(barSpaces - filled, 'eaf3ef')] });
}

/** The running line on the left, the page on the right. */
function footOf({ page: words, running }: TextDocument): Footer {
  const numbers = words.split(/(\{n\}|\{of\})/).map((part) => (part === '{n}' ? PageNumber.CURRENT : part === '{of}' ? PageNumber.TOTAL_PAGES : part));
  return new Footer({
    children: [new Paragraph({ style: 'Small', tabStops: [{ type: TabStopType.RIGHT, position: textWidth }], children: [new TextRun({ children: [`${running}\t`, ...numbers] })] })],
  });
}
