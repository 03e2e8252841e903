import type { GroupPart } from '../../shared/net/figuresWire';
import { t } from '../../shared/text/text';

/** Why there is no comparison, where no version was named. */
export const noNorms = (isReleased: boolean) => (isReleased ? 'protocol.norms.none.released' : 'protocol.norms.none');

/** A norm group, as people say it. */
export function partsWords(parts: readonly GroupPart[]): string {
  return parts.length === 0 ? t('protocol.norms.everybody') : parts.map(partWords).join(', ');
}

function partWords({ column, value }: GroupPart): string {
  if (column === 'grade') return t('protocol.norms.grade', { grade: value });
  return column === 'sex' ? t(value === 'female' ? 'protocol.norms.female' : 'protocol.norms.male') : value;
}
