import type { KeptReport, Wave } from '../../shared/net/preparationWire';
import { dayWords } from '../../shared/text/moment';
import { t } from '../../shared/text/text';

/** As large as the server takes a report. */
export const mostBytes = 4 * 1024 * 1024;

/** How many students a report gives a slot so long; the server's own two bounds, the smaller of them. 0 where nothing follows from it. */
export function capacityOf({ spared, enteringPerMinute }: KeptReport, minutes: number): number {
  return enteringPerMinute === null ? spared : Math.min(spared, Math.floor(enteringPerMinute * minutes));
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
  const { facts, standsFor, spared, enteringPerMinute } = report;
  return [
    t('rehearsal.sum.run', { date: dayWords(facts.startedAtMs), n: facts.students }),
    ...(standsFor < facts.students ? [t('rehearsal.sum.scaled', { n: standsFor })] : []),
    t('rehearsal.sum.spared', { of: standsFor, n: spared }),
    enteringPerMinute === null ? t('rehearsal.sum.noEntry') : t('rehearsal.sum.entry', { n: Math.floor(enteringPerMinute * minutes), minutes: Math.round(minutes / 10) }),
    t('rehearsal.sum.capacity', { n: capacityOf(report, minutes) }),
  ];
}

/** What is to be said of a wave's capacity: more than was measured, or its report tells nothing any more. */
export function warningOf({ settings, measured }: Wave): string | null {
  if (measured === null) return settings.source === 'rehearsal' ? t('wave.refuted') : null;
  return settings.capacity > measured.students ? t('wave.above', { n: measured.students, date: dayWords(measured.atMs) }) : null;
}
