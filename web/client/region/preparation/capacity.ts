import type { KeptReport, Wave } from '../../shared/net/preparationWire';
import { dayWords } from '../../shared/text/moment';
import { t } from '../../shared/text/text';

/** A lesson as most regions have it; a report is told by it before there is a wave. */
export const usualMinutes = 45;

/** What binary fractions lose. */
const lost = 1e-6;

/** As large as the server takes a report. */
export const mostBytes = 4 * 1024 * 1024;

/** How many students a report gives a slot so long; the server's own two bounds, the smaller of them. 0 where nothing follows from it. */
export function capacityOf(report: KeptReport, minutes: number): number {
  return Math.min(report.spared, enteringIn(report, minutes) ?? report.spared);
}

/** Students who come in in the first part of a slot; null where the report does not tell. Counted as the server does, so that both say the same number. */
function enteringIn({ facts, comingInSeconds }: KeptReport, minutes: number): number | null {
  return facts.entriesPerSecond === null ? null : Math.floor(facts.entriesPerSecond * (minutes * comingInSeconds) + lost);
}

export function usable(reports: readonly KeptReport[]): KeptReport[] {
  return reports.filter(({ refusal }) => refusal === null);
}

/** The report that stands for most students; the newest of such. */
export function bestOf(reports: readonly KeptReport[]): KeptReport | null {
  return usable(reports).reduce<KeptReport | null>((best, one) => (best === null || one.standsFor > best.standsFor ? one : best), null);
}

/** How the number comes about, line by line. */
export function arithmetic(report: KeptReport, minutes: number): string[] {
  const { facts, standsFor, spared } = report;
  const entering = enteringIn(report, minutes);
  return [
    t('rehearsal.sum.run', { date: dayWords(facts.startedAtMs), n: facts.students }),
    ...(standsFor < facts.students ? [t('rehearsal.sum.scaled', { n: standsFor })] : []),
    t('rehearsal.sum.spared', { of: standsFor, n: spared }),
    entering === null ? t('rehearsal.sum.noEntry') : t('rehearsal.sum.entry', { n: entering, minutes: Math.round(minutes / 10) }),
    t('rehearsal.sum.capacity', { n: capacityOf(report, minutes) }),
  ];
}

/** What is to be said of a wave's capacity: more than was measured, or its report tells nothing any more. */
export function warningOf({ settings, measured }: Wave): string | null {
  if (measured === null) return settings.source === 'rehearsal' ? t('wave.refuted') : null;
  return settings.capacity > measured.students ? t('wave.above', { n: measured.students, date: dayWords(measured.atMs) }) : null;
}
