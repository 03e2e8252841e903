import { textOf } from '../../region/report/words';
import type { Saving } from '../../shared/design/saving';
import type { ReportEdition, ReportSection, ReportCell, YearReport } from '../../shared/net/yearReportWire';
import { momentWords } from '../../shared/text/moment';
import { t } from '../../shared/text/text';
import { download } from '../../shared/files/download';
import { namesOf, readyYear, sectionsOf } from '../ofYear';
import { tableOf, type ColumnOf, type Table } from './table';
import { workbookOf, xlsxType } from './xlsx';

/** A sheet of the text, then one a section, with numbers as numbers. */
export async function saveYearTables(report: YearReport, edition: ReportEdition | null, { given }: Saving): Promise<void> {
  await readyYear();
  given.throwIfAborted();
  const { file, running, removed } = namesOf(report, edition);
  const notes = [report.title, t('yearReport.of', { place: report.place, year: String(report.year), date: momentWords(report.madeAtMs) }), running, ...(report.isSimulated ? [t('yearReport.simulated')] : []), ...(removed === null ? [] : [removed])];
  download(new Blob([workbookOf(yearTables(report), notes, { author: t('brand'), notesName: t('report.table.about'), atMs: Date.now() })], { type: xlsxType }), `${file}.xlsx`);
}

interface Told {
  table: string;
  row: string;
  column: string;
  cell: ReportCell;
}

export function yearTables(report: YearReport): Table[] {
  const sections = sectionsOf(report);
  return [textTable(sections), ...sections.filter(({ tables }) => tables.length > 0).map((section, place) => sectionTable(section, place + 1))];
}

function textTable(sections: readonly ReportSection[]): Table {
  const rows = sections.flatMap(({ title, paragraphs }) => paragraphs.map((paragraph) => ({ title, paragraph })));
  return tableOf(t('yearReport.sheet.text'), [
    { title: t('yearReport.sheet.section'), width: 30, cell: ({ title }) => title },
    { title: t('yearReport.sheet.paragraph'), width: 110, cell: ({ paragraph }) => textOf(paragraph) },
    { title: t('yearReport.sheet.origin'), width: 16, cell: ({ paragraph }) => t(`yearReport.origin.${paragraph.origin}`) },
  ], rows, []);
}

/** A row a figure: what a spreadsheet can filter and count with. */
function sectionTable({ title, tables }: ReportSection, number: number): Table {
  const rows = tables.flatMap((table) => table.rows.flatMap((row) => row.cells.map((cell, at): Told => ({ table: table.title, row: row.title, column: table.columns[at]!, cell }))));
  const figure = (head: string, value: (told: NonNullable<ReportCell['figure']>) => number | null): ColumnOf<Told> => ({ title: head, width: 14, cell: ({ cell }) => (cell.figure === null ? null : value(cell.figure)) });
  return tableOf(`${number}. ${title}`, [
    { title: t('yearReport.sheet.table'), width: 36, cell: ({ table }) => table },
    { title: t('yearReport.table.row'), width: 40, cell: ({ row }) => row },
    { title: t('yearReport.sheet.column'), width: 22, cell: ({ column }) => column },
    figure(t('yearReport.sheet.value'), ({ value }) => value),
    figure(t('yearReport.sheet.low'), ({ low }) => low),
    figure(t('yearReport.sheet.high'), ({ high }) => high),
    figure(t('yearReport.sheet.count'), ({ count }) => count),
    figure(t('yearReport.sheet.n'), ({ n }) => n),
    { title: t('yearReport.sheet.words'), width: 40, cell: ({ cell }) => (cell.figure === null ? (cell.text ?? t('yearReport.keptMark')) : null) },
  ], rows, []);
}
