import type { GroupPart, SeenNorms } from '../../shared/net/figuresWire';
import { decimals } from '../../shared/text/numbers';
import { t } from '../../shared/text/text';

/** A norm group, as people say it. */
export function partsWords(parts: readonly GroupPart[]): string {
  return parts.length === 0 ? t('protocol.norms.everybody') : parts.map(partWords).join(', ');
}

function partWords({ column, value }: GroupPart): string {
  if (column === 'grade') return t('protocol.norms.grade', { grade: value });
  return column === 'sex' ? t(value === 'female' ? 'protocol.norms.female' : 'protocol.norms.male') : value;
}

/** The same for the psychologist's file: beside the grade alone, a line a scale. */
export function normLines(norms: readonly SeenNorms[]): string[] {
  return norms.flatMap((one) => [
    `${one.title}. ${t('protocol.norms.beside', { group: partsWords(one.grade.parts), n: one.grade.scales[0]?.students ?? 0 })} ${t('protocol.norms.number', { year: String(one.year), number: String(one.number) })}`,
    ...one.grade.scales.map((scale) =>
      `${scale.title}: T ${decimals(scale.t, 0)}, ${t('protocol.norms.interval', { percentile: decimals(scale.percentile, 0), low: decimals(scale.low, 0), high: decimals(scale.high, 0) })}`),
  ]);
}
