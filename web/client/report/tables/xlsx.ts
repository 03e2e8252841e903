import { strToU8, zipSync } from 'fflate';
import { escaped, notesXml, rangeOf, stylesXml, tableXml } from './sheetXml';
import type { Table } from './table';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What is said about a file: by whom it was made, and the name of the sheet with its notes. */
export interface Made {
  author: string;
  notesName: string;
  atMs: number;
}

/** A workbook of one table and a sheet of notes. */
export function xlsxOf(table: Table, made: Made): Uint8Array<ArrayBuffer> {
  return workbookOf([table], table.notes, made);
}

/** A workbook of tables, each on a sheet of its own, and a sheet of notes. Names of sheets are told apart by their first letters. Every text is a text: there is no cell with a formula in it. */
export function workbookOf(tables: readonly Table[], notes: readonly string[], { author, notesName, atMs }: Made): Uint8Array<ArrayBuffer> {
  const names = [...tables.map(({ name }) => sheetName(name)), sheetName(notesName)];
  const quoted = (at: number): string => escaped(`'${names[at]!.replaceAll("'", "''")}'`);
  const link = (id: number, kind: string, target: string): string => `<Relationship Id="rId${id}" Type="${office}/${kind}" Target="${target}"/>`;
  const made = new Date(atMs).toISOString();
  const files: Record<string, string> = {
    '[Content_Types].xml': `${declared}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`
      + `<Override PartName="/xl/workbook.xml" ContentType="${kinds}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${kinds}.styles+xml"/>`
      + names.map((_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${kinds}.worksheet+xml"/>`).join('')
      + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
    '_rels/.rels': `${declared}<Relationships xmlns="${packaged}/relationships">${link(1, 'officeDocument', 'xl/workbook.xml')}`
      + `<Relationship Id="rId2" Type="${packaged}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    'docProps/core.xml': `${declared}<cp:coreProperties xmlns:cp="${packaged}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`
      + `<dc:title>${escaped(tables[0]!.name)}</dc:title><dc:creator>${escaped(author)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${made}</dcterms:created></cp:coreProperties>`,
    'xl/workbook.xml': `${declared}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><sheets>`
      + names.map((name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')
      + `</sheets><definedNames>${tables.map((table, at) => `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${quoted(at)}!${rangeOf(table, '$')}</definedName>`).join('')}`
      + `${tables.map((_, at) => `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${quoted(at)}!$1:$1</definedName>`).join('')}</definedNames></workbook>`,
    'xl/_rels/workbook.xml.rels': `${declared}<Relationships xmlns="${packaged}/relationships">${names.map((_, index) => link(index + 1, 'worksheet', `worksheets/sheet${index + 1}.xml`)).join('')}${link(names.length + 1, 'styles', 'styles.xml')}</Relationships>`,
    'xl/styles.xml': stylesXml,
    ...Object.fromEntries(tables.map((table, at) => [`xl/worksheets/sheet${at + 1}.xml`, tableXml(table, at === 0)])),
    [`xl/worksheets/sheet${names.length}.xml`]: notesXml(notes),
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

/** What a sheet may be called: thirty-one letters, none of them a sign of an address. */
export function sheetName(text: string): string {
  return text.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31).replaceAll(/^['\s]+|['\s]+$/g, '') || '-';
}
