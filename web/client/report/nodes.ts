// The part of pdfmake's document language that the reports use. Plain data throughout: a document is handed to the worker as it is.

export type Content = string | Node | readonly Content[];
export type Margin = readonly [left: number, top: number, right: number, bottom: number];

export interface Look {
  style?: string;
  fontSize?: number;
  bold?: boolean;
  color?: string;
  alignment?: 'left' | 'right' | 'center';
  margin?: Margin;
  lineHeight?: number;
  width?: number | '*' | 'auto';
  /** Kept on one page. */
  unbreakable?: boolean;
  pageBreak?: 'before';
  fillColor?: string;
  colSpan?: number;
  /** An entry of the file's outline. */
  outline?: boolean;
  outlineText?: string;
}

export interface Node extends Look {
  text?: Content;
  stack?: readonly Content[];
  columns?: readonly Content[];
  columnGap?: number;
  ul?: readonly Content[];
  ol?: readonly Content[];
  table?: { widths: readonly (number | '*' | 'auto' | `${number}%`)[]; body: readonly (readonly Content[])[]; heights?: number; headerRows?: number; keepWithHeaderRows?: number; dontBreakRows?: boolean };
  layout?: string;
  canvas?: readonly Shape[];
  /** Made here from numbers and letters only. */
  svg?: string;
}

export interface Shape {
  type: 'rect';
  x: number;
  y: number;
  w: number;
  h: number;
  color: string;
  fillOpacity?: number;
  lineColor?: string;
  lineWidth?: number;
}

/** Pages that belong together and are numbered by themselves: a student's sheet in a class's file. */
export interface Part {
  /** In the outline of the file. */
  title: string;
  /** At the foot of each of its pages. */
  running: string;
  /** It is set smaller, within what can be read, until it takes no more. */
  mostPages?: number;
  content: readonly Content[];
}

export interface ReportDocument {
  title: string;
  author: string;
  subject: string;
  /** Of the words in it, as files name it. */
  language: string;
  /** «стр. {n} из {of}», filled in where the pages are known. */
  page: string;
  parts: readonly Part[];
}

/** Every text of a document in order, for whoever looks through it. */
export function textsOf(content: Content | readonly Content[]): string[] {
  if (typeof content === 'string') return [content];
  if (Array.isArray(content)) return (content as readonly Content[]).flatMap(textsOf);
  const { text, stack, columns, ul, ol, table } = content as Node;
  return [text ?? [], stack ?? [], columns ?? [], ul ?? [], ol ?? [], table?.body.flat() ?? []].flatMap(textsOf);
}
