import { t } from '../shared/text/text';
import type { Scale, Section } from './statement';

export const valueTiers = ['high', 'middle', 'low'] as const;

export function quoted(titles: readonly string[]): string {
  return titles.map((title) => `«${title}»`).join(', ');
}

/** Whether a section is told by groups of equals rather than by who is ahead. */
export function isOfTiers({ scales, tellsApart }: Section): boolean {
  return tellsApart !== null || scales.some(({ tier }) => tier !== null);
}

export function leadersOf({ scales }: Section): string[] {
  return scales.filter(({ leads }) => leads).map(({ title }) => title);
}

export function tierOf({ scales }: Section, tier: Scale['tier']): string[] {
  return scales.filter((scale) => scale.tier === tier).map(({ title }) => title).sort((a, b) => a.localeCompare(b, 'ru'));
}

export function sentenceOf(section: Section): string {
  if (isOfTiers(section)) {
    const high = tierOf(section, 'high');
    return section.tellsApart === false || high.length === 0 ? t('told.values.alike') : `${t('told.values.high')}: ${quoted(high)}.`;
  }
  const leaders = leadersOf(section);
  return leaders.length === 0 ? t('told.leads.none') : t('told.leads', { names: quoted(leaders) });
}

export function scoreOf({ score, halfWidth, max }: Scale): string {
  if (score === null || max === null) return t('told.score.none');
  return halfWidth === null ? t('told.score.bare', { score, max }) : t('told.score', { score, spread: halfWidth, max });
}
