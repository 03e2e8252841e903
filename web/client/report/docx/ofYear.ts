import { cellWords } from '../../region/report/words';
import type { Saving } from '../../shared/design/saving';
import type { ReportEdition, ReportTable, YearReport } from '../../shared/net/yearReportWire';
import { momentWords } from '../../shared/text/moment';
import { t } from '../../shared/text/text';
import { linesOf, namesOf, readyYear, sectionsOf } from '../ofYear';
import { paragraphsOf, type BarTable, type Block, type TextDocument } from './blocks';
import { saveDocx, textDocument } from './save';

export async function saveYearText(report: YearReport, edition: ReportEdition | null, saving: Saving): Promise<void> {
  await readyYear();
  await saveDocx(() => yearText(report, edition), () => namesOf(report, edition).file, saving);
}

/** The same order as on paper: the text, a line to sign, the tables. */
export function yearText(report: YearReport, edition: ReportEdition | null): TextDocument {
  const { running, people, removed } = namesOf(report, edition);
  const sections = sectionsOf(report);
  const line = '_'.repeat(24);
  return textDocument(`${report.title}. ${report.place}, ${report.year}`, running, [
    { kind: 'title', text: report.title },
    { kind: 'paragraph', text: t('yearReport.of', { place: report.place, year: String(report.year), date: momentWords(report.madeAtMs) }) },
    ...(edition === null ? [{ kind: 'paragraph', text: t('yearReport.files.draft') } as const] : []),
    ...(report.isSimulated ? [{ kind: 'paragraph', text: t('yearReport.simulated') } as const] : []),
    ...sections.flatMap(({ title, paragraphs }): Block[] => [{ kind: 'heading', text: title }, ...paragraphs.flatMap((paragraph) => paragraphsOf(linesOf(paragraph)))]),
    ...(people === 0 ? [] : [{ kind: 'small', text: t('yearReport.people', { n: people }) } as const]),
    ...(removed === null ? [] : [{ kind: 'small', text: removed } as const]),
    { kind: 'paragraph', text: `${t('yearReport.sign')} ${line}  ${t('yearReport.sign.date')} ${line}` },
    { kind: 'title', text: t('yearReport.appendix') },
    ...sections.filter(({ tables }) => tables.length > 0).flatMap(({ title, tables }): (Block | BarTable)[] => [{ kind: 'heading', text: title }, ...tables.flatMap(blocksOf)]),
  ]);
}

function blocksOf({ title, lead, columns, rows }: ReportTable): (Block | BarTable)[] {
  const share = columns.length > 3 ? 22 : 34;
  return [
    { kind: 'paragraph', text: title },
    ...(lead === '' ? [] : [{ kind: 'small', text: lead } as const]),
    {
      kind: 'bars', head: ['', ...columns], shares: [share, ...columns.map(() => (100 - share) / columns.length)],
      rows: rows.map((row) => [
        row.title,
        ...row.cells.map(({ text, figure }) => (figure === null ? (text ?? t('yearReport.keptMark')) : { text: cellWords(figure), share: figure.value })),
      ]),
    },
  ];
}
