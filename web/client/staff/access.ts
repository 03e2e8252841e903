import type { Cell } from '../shared/files/csv';
import type { AccessPerson, AccessReport } from '../shared/net/resultsWire';
import { t } from '../shared/text/text';
import { toDay } from './campaign';
import { actWords, actorWords, objectWords, placeWords, roleWords, timeWords } from './words';

/** What somebody may see of a school's persons, in a few words. */
export function reachWords(person: AccessPerson): string {
  if (person.disabled) return t('access.reach.closed');
  const reach = [
    person.acts.includes('readResults') ? t('access.reach.results') : null,
    person.acts.includes('readNames') ? t('access.reach.names') : null,
    person.acts.includes('erase') ? t('access.reach.erase') : null,
    person.acts.includes('keepClasses') ? t('access.reach.classes') : null,
  ].filter((part) => part !== null);
  return reach.length === 0 ? t('access.reach.none') : reach.join(', ');
}

/** The report as a table. */
export function rowsOf(report: AccessReport): Cell[][] {
  return [
    [t('access.csv.report', { school: report.schoolName, from: toDay(report.fromMs), to: toDay(report.toMs - 1) })],
    [],
    [t('access.people.title')],
    [t('access.name'), t('access.login'), t('access.role'), t('access.place'), t('access.since'), t('access.signedIn'), t('access.factor'), t('access.reach')],
    ...report.people.map((one) => [
      one.name,
      one.login,
      roleWords(one.role),
      placeOf(one),
      toDay(one.sinceMs),
      one.signedInAtMs === null ? t('access.never') : timeWords(one.signedInAtMs),
      t(one.hasSecondFactor ? 'access.yes' : 'access.no'),
      reachWords(one),
    ]),
    [],
    [t('access.deeds.title')],
    [t('access.who'), t('access.role'), t('access.what'), t('access.count')],
    ...report.deeds.map((one) => [actorWords(one), one.role === null ? '' : roleWords(one.role), actWords(one.act), one.count]),
    [],
    [t('access.lines.title')],
    [t('access.when'), t('access.what'), t('access.object'), t('access.who')],
    ...report.lines.map((one) => [timeWords(one.atMs), actWords(one.act), objectWords(one), actorWords(one)]),
  ];
}

export function placeOf(person: AccessPerson): string {
  return placeWords({ kind: person.placeKind, id: '', title: person.placeTitle });
}
