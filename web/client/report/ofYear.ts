import { percentWords, intervalWords } from '../region/indicators/told';
import { textOf } from '../region/report/words';
import type { Saving } from '../shared/design/saving';
import { download } from '../shared/files/download';
import type { ReportCell, ReportEdition, ReportTable, YearReport } from '../shared/net/yearReportWire';
import { momentWords } from '../shared/text/moment';
import { decimals } from '../shared/text/numbers';
import { addTexts, t } from '../shared/text/text';
import { yearReportTexts } from '../shared/text/yearReport';
import { documentOf } from './documents';
import { accent, ink, notice, small, sunWash, wash } from './look';
import { makePdf } from './make';
import type { Content, ReportDocument } from './nodes';
import { readyTexts } from './save';

/** What every file of a report is called and says at its foot. */
export interface YearNames {
  file: string;
  running: string;
  /** Paragraphs by people are told apart from those by rules. */
  people: number;
  /** What people took away, in words; null: nothing. */
  removed: string | null;
}

export async function readyYear(): Promise<void> {
  await readyTexts();
  await addTexts(yearReportTexts);
}

export function namesOf(report: YearReport, edition: ReportEdition | null): YearNames {
  const { place, dataHash: hash } = report;
  const number = edition === null ? t('yearReport.files.draft') : t('yearReport.number', { n: edition.number });
  return {
    file: edition === null ? `${t('yearReport.file', { place, year: String(report.year) })} – ${number}` : t('yearReport.file.edition', { place, year: String(report.year), n: edition.number }),
    running: t('yearReport.running', { place, year: String(report.year), edition: number, hash }),
    people: sectionsOf(report).flatMap(({ paragraphs }) => paragraphs).filter(({ origin }) => origin !== 'drafted').length,
    removed: report.removed === null ? null : t('yearReport.removed', { paragraphs: report.removed.paragraphs, sections: report.removed.sections }),
  };
}

/** What is read of it: a draft still has what was left out. */
export const sectionsOf = (report: YearReport): YearReport['sections'] =>
  report.sections.filter(({ isLeftOut }) => !isLeftOut).map((section) => ({ ...section, paragraphs: section.paragraphs.filter((paragraph) => textOf(paragraph) !== '') }));

/** A paragraph as a line or more; each by people begins with a dash. */
export function linesOf(paragraph: Parameters<typeof textOf>[0] & { origin: string }): string {
  const text = textOf(paragraph);
  return paragraph.origin === 'drafted' ? text : text.split('\n').filter((line) => line.trim() !== '').map((line) => `— ${line}`).join('\n');
}

export async function saveYearPdf(report: YearReport, edition: ReportEdition | null, { tell, given }: Saving): Promise<void> {
  await readyYear();
  const file = await makePdf(yearDocument(report, edition), tell, given);
  download(file, `${namesOf(report, edition).file}.pdf`);
}

/** The text first, to be read and signed; the tables behind it, to be looked up. */
export function yearDocument(report: YearReport, edition: ReportEdition | null): ReportDocument {
  const { running, people, removed } = namesOf(report, edition);
  const sections = sectionsOf(report);
  return documentOf(`${report.title}. ${report.place}, ${report.year}`, [
    {
      title: report.title,
      running,
      content: [
        { text: t('brand'), style: 'brand' },
        { text: report.title, style: 'title' },
        { text: t('yearReport.of', { place: report.place, year: String(report.year), date: momentWords(report.madeAtMs) }), style: 'soft' },
        ...(edition === null ? [notice(t('yearReport.files.draft'), sunWash)] : []),
        ...(report.isSimulated ? [notice(t('yearReport.simulated'), sunWash)] : []),
        ...sections.flatMap(({ title, paragraphs }): Content[] => [
          { text: title, style: 'heading', outline: true },
          ...paragraphs.map((paragraph): Content => ({ text: linesOf(paragraph), margin: [0, 0, 0, 5] })),
        ]),
        ...(people === 0 ? [] : [small(t('yearReport.people', { n: people }))]),
        ...(removed === null ? [] : [small(removed)]),
        { columns: [signLine(t('yearReport.sign')), signLine(t('yearReport.sign.date'))], columnGap: 24, margin: [0, 18, 0, 6], unbreakable: true },
        { text: t('yearReport.appendix'), style: 'title', pageBreak: 'before', outline: true },
        ...sections.filter(({ tables }) => tables.length > 0).flatMap(({ title, tables }): Content[] => [{ text: title, style: 'heading', outline: true }, ...tables.flatMap(tableOf)]),
      ],
    },
  ]);
}

const signLine = (text: string): Content => ({ columns: [{ text, width: 'auto' }, { text: '_'.repeat(24), width: '*', color: accent }], columnGap: 8 });

function tableOf({ title, lead, columns, rows }: ReportTable): Content[] {
  const first = columns.length > 3 ? 118 : 160;
  return [
    { text: title, bold: true, margin: [0, 6, 0, 1] },
    ...(lead === '' ? [] : [small(lead)]),
    {
      layout: 'ruled',
      margin: [0, 2, 0, 8],
      fontSize: 8,
      table: {
        headerRows: 1, dontBreakRows: true, widths: [first, ...columns.map(() => '*' as const)],
        body: [['', ...columns.map((text): Content => ({ text, bold: true }))], ...rows.map((row): Content[] => [row.title, ...row.cells.map(cellOf)])],
      },
    },
  ];
}

/** As wide as the narrowest column takes. */
const barWidth = 48;

function cellOf({ text, figure }: ReportCell): Content {
  if (figure === null) return text ?? t('yearReport.keptMark');
  const bar = (from: number, to: number, color: string, y: number, h: number) => ({ type: 'rect' as const, x: from * barWidth, y, w: Math.max(0.4, (to - from) * barWidth), h, color });
  return {
    stack: [
      { text: [{ text: percentWords(figure.value), bold: true }, `  n ${decimals(figure.n, 0)}`] },
      { canvas: [bar(0, 1, wash, 0, 4), bar(0, figure.value, accent, 0, 4), bar(figure.low, figure.high, ink, 1.5, 1)] },
      { text: intervalWords(figure), style: 'small' },
    ],
  };
}
