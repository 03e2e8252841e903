import type { ReadinessFinding } from './readinessWire';

/** What a check looks at; every reason begins with the name of its point. */
export const points = ['connection', 'transport', 'storage', 'clock', 'screen', 'browser', 'package', 'certificate'] as const;
export type ReadinessPoint = (typeof points)[number];

/** The findings of one point. */
export function findingsOf(findings: readonly ReadinessFinding[], point: ReadinessPoint): ReadinessFinding[] {
  return findings.filter((one) => one.reason.startsWith(point));
}
