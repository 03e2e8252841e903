import { csvOf, csvType } from '../../shared/files/csv';
import { download } from '../../shared/files/download';
import type { RosterClassLine, RosterFault, RosterPlan, RosterSchoolLine } from '../../shared/net/rosterWire';
import rosterRu from '../../shared/text/roster.ru.json';
import { t, type TextKey } from '../../shared/text/text';
import { faultWords } from '../../staff/words';

/** A refusal in words: this page's own, or the staff's. */
export function rosterFault(code: string): string {
  return Object.hasOwn(rosterRu, `fault.${code}`) ? t(`fault.${code}` as TextKey) : faultWords(code);
}

/** A fault in words, without where it is. */
export function faultText({ kind, text }: RosterFault): string {
  return text === '' ? t(`roster.row.${kind}` as TextKey) : t('roster.row.with', { fault: t(`roster.row.${kind}` as TextKey), text });
}

export function faultsCsv(plan: RosterPlan): string {
  return csvOf([[t('roster.line'), t('roster.column'), t('roster.fault')], ...plan.faults.map((fault) => [fault.line, fault.column, faultText(fault)])]);
}

/** What happens to a class, with the reason where it stays. */
export function changeText(line: RosterClassLine): string {
  return line.held === null ? t(`roster.change.${line.change}` as TextKey) : t('roster.change.because', { reason: t(`roster.held.${line.held}` as TextKey) });
}

export function changesCsv(plan: RosterPlan): string {
  const rows = plan.schools.flatMap((school) => school.classes.map((line) => [school.municipality, school.name, line.name, changeText(line), line.before, line.after]));
  return csvOf([[t('roster.municipality'), t('roster.school'), t('roster.class'), t('roster.what'), t('roster.before'), t('roster.after')], ...rows]);
}

export function save(csv: string, name: string): void {
  download(new Blob([csv], { type: csvType }), name);
}

export type SchoolCounts = Record<RosterClassLine['change'], number> & { before: number; after: number };

export function countsOf(school: RosterSchoolLine): SchoolCounts {
  const counts: SchoolCounts = { new: 0, changed: 0, unchanged: 0, held: 0, before: 0, after: 0 };
  for (const line of school.classes) {
    counts[line.change]++;
    counts.before += line.before;
    counts.after += line.after;
  }
  return counts;
}

/** Schools with something to look at first, then those that stay. */
export function inOrder(schools: readonly RosterSchoolLine[]): RosterSchoolLine[] {
  const weight = (school: RosterSchoolLine): number => {
    const { held, changed, new: made } = countsOf(school);
    return held > 0 ? 0 : changed > 0 ? 1 : made > 0 ? 2 : 3;
  };
  return [...schools].sort((one, other) => weight(one) - weight(other));
}
