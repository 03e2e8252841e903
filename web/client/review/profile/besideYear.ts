import type { CommonPlace, CommonScale, CommonScore, CommonSection } from '../../shared/net/protocolWire';
import { t } from '../../shared/text/text';

/** One scale of two years in words: what it was and is, and the change; null where an order has none. */
export function besideYear({ kind }: CommonSection, scale: CommonScale, when: string): { words: string; change: string | null } {
  if (kind === 'ipsative') return { words: t('protocol.beside.row', { when, earlier: place(scale.earlierPlace), now: place(scale.nowPlace) }), change: null };
  return { words: t('protocol.beside.row', { when, earlier: points(scale.earlier, scale.max), now: points(scale.now, scale.max) }), change: changeWords(scale) };
}

function points(score: CommonScore | null, max: number): string {
  return score === null ? t('protocol.beside.noScore') : t('protocol.beside.points', { score: Math.round(score.score), error: Math.ceil(score.halfWidth), max });
}

function changeWords({ change, isStrong }: CommonScale): string {
  if (change === null) return t('protocol.beside.change.none');
  const words = t(`protocol.beside.change.${change}`);
  return isStrong ? t('protocol.beside.strong', { change: words }) : words;
}

function place(found: CommonPlace | null): string {
  if (found === null) return t('protocol.beside.noScore');
  if (found.tier !== null) return t(`protocol.beside.tier.${found.tier}`);
  return found.from === found.to ? t('protocol.beside.rank', { n: found.from }) : t('protocol.beside.ranks', { from: found.from, to: found.to });
}
