import { t } from '../../shared/text/text';
import type { DayCount, DayTrouble } from './wire';

/** What happened, in one sentence. */
export function troubleWords({ kind, className, server, number, of }: DayTrouble): string {
  switch (kind) {
    case 'serverSilent':
      return t('day.trouble.serverSilent', { server: server ?? '' });
    case 'serverUnlike':
      return t('day.trouble.serverUnlike', { server: server ?? '' });
    case 'linksLost':
      return t('day.trouble.linksLost', { number, of });
    case 'unsentGrow':
      return t('day.trouble.unsentGrow', { n: number });
    case 'nobodyAnswers':
      return t('day.trouble.nobodyAnswers', { name: className ?? '' });
  }
}

/** What to do about it now. */
export function troubleNext({ kind }: DayTrouble): string {
  return t(`day.next.${kind}`);
}

export function troubleWhere({ place }: DayTrouble): string {
  return place === null ? '' : t('day.where', { school: place.schoolName, municipality: place.municipalityName });
}

/** A place in one line: what is on now, or how far it is. */
export function countWords(count: DayCount): string {
  if (count.on === 0) return t('day.line.rest', { over: count.over, classes: count.classes, finished: count.finished, expected: count.expected });
  return t('day.line.on', { on: count.on, answering: count.answering, lost: count.lost, finished: count.finishedNow, expected: count.expectedNow });
}
