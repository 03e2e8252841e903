import type { GroupColumn, NormVersion } from '../../shared/net/figuresWire';
import { t } from '../../shared/text/text';

/** One value of a group's column, as people say it. */
export function groupWords(column: GroupColumn, value: string): string {
  switch (column) {
    case 'grade': return t('figures.group.grade', { grade: value });
    case 'sex': return value === 'female' ? t('figures.group.female') : t('figures.group.male');
    case 'settlement': return value === 'city' ? t('figures.group.city') : t('figures.group.village');
    case 'municipality': return value === '—' ? t('figures.group.rest') : value;
  }
}

export function versionWords({ year, number }: Pick<NormVersion, 'year' | 'number'>): string {
  return t('figures.version', { year: String(year), number: String(number) });
}
