import type { Saving } from '../../shared/design/saving';
import type { ReportEdition, YearReport } from '../../shared/net/yearReportWire';

export type ReportKind = 'pdf' | 'docx' | 'xlsx';

/** A report as a file; null: a draft, which says so. What makes the file is loaded with it. */
export async function saveReport(report: YearReport, edition: ReportEdition | null, kind: ReportKind, saving: Saving): Promise<void> {
  if (kind === 'pdf') await (await import('../../report/ofYear')).saveYearPdf(report, edition, saving);
  else if (kind === 'docx') await (await import('../../report/docx/ofYear')).saveYearText(report, edition, saving);
  else await (await import('../../report/tables/ofYear')).saveYearTables(report, edition, saving);
}
