import type { ComputedUnder, ReviewChoice } from '../../shared/net/decisionWire';
import { t } from '../../shared/text/text';
import type { ListDifference } from './difference';

/** Under which versions a list was computed, in a row. */
export function underWords({ profileRule, norms, rule, atlas }: ComputedUnder): string {
  return [
    t('decision.under.profile', { version: profileRule }),
    norms === null ? null : t('decision.under.norms', { version: norms }),
    rule === null ? null : t('decision.under.rule', { version: rule }),
    atlas === null ? null : t('decision.under.atlas', { version: atlas }),
  ].filter((part) => part !== null).join(', ');
}

/** What was decided about one, with its reason. */
export function verdictWords({ title, verdict, reason }: ReviewChoice): string {
  const what = `${t(`decision.verdict.${verdict}`)}: ${title}`;
  return reason === null ? what : `${what} (${t(`decision.reason.${reason}`)})`;
}

/** How a decision about one differs from the version before. */
export function differenceWords({ title, before, after, places: [was, is] }: ListDifference): string {
  if (after === null) return t('decision.difference.gone', { title });
  const now = verdictWords(after);
  if (before === null) return t('decision.difference.new', { now });
  if (before.verdict !== after.verdict) return t('decision.difference.verdict', { now, was: t(`decision.verdict.${before.verdict}`) });
  if (was !== is && is !== null && was !== null) return t('decision.difference.place', { title, was, is });
  return t('decision.difference.words', { now });
}
