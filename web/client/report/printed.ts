import { ink, line, styles } from './look';
import type { Look, Node, ReportDocument } from './nodes';

/** Where a laid-out node came to stand: pdfmake writes it into the node. */
interface Placed extends Node {
  positions?: { pageNumber: number }[];
}

type Sides = Record<'hLineWidth' | 'vLineWidth' | 'paddingLeft' | 'paddingRight' | 'paddingTop' | 'paddingBottom', (index: number) => number>;

const none = (): number => 0;
const sides = (left: number, right: number, above: number): Sides => ({
  hLineWidth: none, vLineWidth: none, paddingLeft: (column) => (column === 0 ? Math.max(0, left) : Math.abs(left)), paddingRight: () => right, paddingTop: () => above, paddingBottom: () => above,
});

export const layouts: Record<string, Sides & { hLineColor?: () => string }> = {
  notice: sides(9, 9, 6),
  rows: sides(-4, 4, 1),
  ruled: { ...sides(0, 6, 1.5), hLineWidth: (row) => (row === 0 ? 0 : 0.5), hLineColor: () => line },
};

/** What of pdfmake is needed here. */
interface Press {
  createPdf(definition: object): { getBuffer(): Promise<Uint8Array<ArrayBuffer>> };
}

/** From the size of the page to the smallest that is read with ease on paper. */
const sizes = [1, 0.94, 0.88, 0.84] as const;

/** A document → a file, set smaller where a part takes more pages than it may; `onPage` hears of each page as it is begun. */
export async function printed(press: Press, document: ReportDocument, onPage: () => void): Promise<Uint8Array<ArrayBuffer>> {
  for (const size of sizes) {
    const { definition, heads, count } = set(structuredClone(document), size, onPage);
    const file = await press.createPdf(definition).getBuffer();
    const all = count();
    const fits = document.parts.every(({ mostPages }, index) => mostPages === undefined || pagesOf(heads, index, all) <= mostPages);
    if (fits || size === sizes.at(-1)) return file;
  }
  throw new Error('No size is left.');
}

function beginOf(heads: readonly Placed[], index: number, all: number): number {
  return index === heads.length ? all + 1 : (heads[index]!.positions?.[0]?.pageNumber ?? 1);
}

function pagesOf(heads: readonly Placed[], index: number, all: number): number {
  return beginOf(heads, index + 1, all) - beginOf(heads, index, all);
}

function set({ title, author, subject, language, page, parts }: ReportDocument, size: number, onPage: () => void): { definition: object; heads: Placed[]; count: () => number } {
  let count = 0;
  const several = parts.length > 1;
  const heads: Placed[] = parts.map((part, index) => ({
    text: '', fontSize: 1, lineHeight: 0.1, ...(index === 0 ? {} : { pageBreak: 'before' }), ...(several ? { outline: true, outlineText: part.title } : {}),
  }));
  const foot = (number: number, all: number): Node => {
    const index = heads.filter((_, one) => beginOf(heads, one, all) <= number).length - 1;
    const place = page.replace('{n}', String(number - beginOf(heads, index, all) + 1)).replace('{of}', String(pagesOf(heads, index, all)));
    return { columns: [{ text: parts[index]!.running, width: '*' }, { text: place, width: 'auto', alignment: 'right' }], columnGap: 12, style: 'foot', margin: [42, 16, 42, 0] };
  };
  const definition = {
    pageSize: 'A4',
    pageMargins: [42, 34, 42, 42],
    version: '1.7',
    language,
    displayTitle: true,
    info: { title, author, subject, creator: author },
    styles: Object.fromEntries(Object.entries(styles).map(([name, look]) => [name, smaller(look, size)])),
    defaultStyle: { font: 'Roboto', fontSize: 9.5 * size, lineHeight: 1.12, color: ink },
    content: parts.flatMap(({ content }, index) => [heads[index], ...content]),
    footer: foot,
    // Asked once a page: the only word about how far the layout is.
    background: () => {
      count += 1;
      onPage();
      return null;
    },
  };
  return { definition, heads, count: () => count };
}

function smaller(look: Look, size: number): Look {
  const [left, top, right, bottom] = look.margin ?? [0, 0, 0, 0];
  return { ...look, ...(look.fontSize === undefined ? {} : { fontSize: look.fontSize * size }), margin: [left, top * size * size, right, bottom * size * size] };
}
