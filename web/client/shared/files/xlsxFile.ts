import { strFromU8, unzipSync } from 'fflate';
import { mostTableColumns, mostTableRows, tableOf, TableFileFault, type FileTable, type OpenedFile } from './tableFile';

/** What a file may come to when it is unpacked: more is no questionnaire. */
const mostBytes = 80 * 1024 * 1024;

/** A workbook → its sheets, as far as a table of answers needs them: texts, numbers, days; what a formula came to, as the workbook has it. */
export function readXlsx(bytes: Uint8Array): OpenedFile {
  const parts = unpacked(bytes);
  const part = (name: string): string => (parts[name] === undefined ? '' : strFromU8(parts[name]));
  const targets = new Map([...part('xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\b([^>]*)>/g)].map(([, told]) => [attribute(told!, 'Id'), attribute(told!, 'Target')]));
  const book = part('xl/workbook.xml');
  const found = [...book.matchAll(/<(?:\w+:)?sheet\b([^>]*)>/g)].map(([, told]) => ({ name: entities(attribute(told!, 'name')), path: pathOf(targets.get(attribute(told!, 'r:id') || attribute(told!, 'id')) ?? '') }));
  const sheets = found.filter(({ path }) => parts[path] !== undefined);
  if (sheets.length === 0) throw new TableFileFault('broken');
  const texts = sharedTexts(part('xl/sharedStrings.xml'));
  const days = dayStyles(part('xl/styles.xml'));
  const from = /<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"/.test(book) ? 1462 : 0;
  return { sheets: sheets.map(({ name }) => name), read: (sheet) => sheetTable(part(sheets[sheet]!.path), texts, days, from) };
}

function unpacked(bytes: Uint8Array): Record<string, Uint8Array> {
  let sum = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        const isWanted = /^xl\/(?:workbook\.xml|sharedStrings\.xml|styles\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/.test(name);
        if (isWanted) sum += originalSize;
        // What it unpacks to never grows past what it declares.
        if (sum > mostBytes) throw new TableFileFault('large');
        return isWanted;
      },
    });
  } catch (error) {
    throw error instanceof TableFileFault ? error : new TableFileFault('broken');
  }
}

function sheetTable(xml: string, texts: readonly string[], days: readonly boolean[], from: number): FileTable {
  const lines: string[][] = [];
  let next = 0;
  for (const [, told, body] of xml.matchAll(/<(?:\w+:)?row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?row>)/g)) {
    const at = Number(attribute(told!, 'r') || next + 1) - 1;
    if (!(at >= 0 && at < mostTableRows + 100)) throw new TableFileFault('many');
    const line: string[] = [];
    let place = 0;
    for (const [, cell, inside] of (body ?? '').matchAll(/<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g)) {
      place = columnOf(attribute(cell!, 'r')) ?? place;
      if (place >= mostTableColumns) throw new TableFileFault('many');
      line[place] = cellText(attribute(cell!, 't'), Number(attribute(cell!, 's') || 0), inside ?? '', texts, days, from);
      place++;
    }
    lines[at] = Array.from(line, (cell) => cell ?? '');
    next = at + 1;
  }
  return tableOf(Array.from(lines, (line) => line ?? []));
}

function cellText(kind: string, style: number, inside: string, texts: readonly string[], days: readonly boolean[], from: number): string {
  if (kind === 'inlineStr') return textsIn(inside);
  const value = entities(/<(?:\w+:)?v\b[^>]*>([\s\S]*?)<\/(?:\w+:)?v>/.exec(inside)?.[1] ?? '');
  if (kind === 's') return texts[Number(value)] ?? '';
  if (kind === 'e') return '';
  if (kind === 'str' || kind === 'b' || kind === 'd' || value === '') return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  return days[style] === true && number >= 1 ? new Date(Math.floor(number + from - 25_569) * 86_400_000).toISOString().slice(0, 10) : String(number);
}

function sharedTexts(xml: string): string[] {
  return [...xml.matchAll(/<(?:\w+:)?si\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g)].map(([, inside]) => textsIn(inside ?? ''));
}

/** All pieces of a text, without how it is pronounced. */
function textsIn(xml: string): string {
  const plain = xml.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '');
  return [...plain.matchAll(/<(?:\w+:)?t\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?t>)/g)].map(([, text]) => entities(text ?? '')).join('');
}

/** By style of a cell: whether its number is a day. */
function dayStyles(xml: string): boolean[] {
  const own = new Map([...xml.matchAll(/<(?:\w+:)?numFmt\b([^>]*)>/g)].map(([, told]) => [Number(attribute(told!, 'numFmtId')), entities(attribute(told!, 'formatCode'))]));
  const cells = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(xml)?.[0] ?? '';
  return [...cells.matchAll(/<(?:\w+:)?xf\b([^>]*)>/g)].map(([, told]) => {
    const id = Number(attribute(told!, 'numFmtId'));
    const code = own.get(id);
    return code === undefined ? (id >= 14 && id <= 17) || id === 22 : /[dy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
  });
}

function columnOf(address: string): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(address)?.[1];
  return letters === undefined ? null : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function pathOf(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
}

function attribute(told: string, name: string): string {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(told)?.[1] ?? '';
}

function entities(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (_, hex: string | undefined, number: string | undefined, name: string | undefined) => {
    const code = hex !== undefined ? parseInt(hex, 16) : Number(number ?? 0);
    return name !== undefined ? named[name.toLowerCase()]! : code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
