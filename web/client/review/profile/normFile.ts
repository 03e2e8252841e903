import { section as under, small } from '../../report/look';
import type { Content } from '../../report/nodes';
import type { SeenNorms } from '../../shared/net/figuresWire';
import type { ProtocolView } from '../../shared/net/protocolWire';
import { decimals } from '../../shared/text/numbers';
import { t } from '../../shared/text/text';
import { noNorms, partsWords } from './norms';

/** What the psychologist's file says beside frozen norms: beside the grade alone, a line a scale. */
export function normParts({ norms, areNormsUnproven, result }: ProtocolView): Content[] {
  const unproven = areNormsUnproven ? [small(t('protocol.norms.unproven'))] : [];
  if (norms.length === 0) return areNormsUnproven ? unproven : [small(t(noNorms(result.releasedAtMs != null)))];
  return [...unproven, ...under(t('protocol.norms.title'), small(t('protocol.norms.only'))), ...norms.flatMap(ofSection)];
}

function ofSection({ title, grade, year, number, isSimulated }: SeenNorms): Content[] {
  const of = [
    t('protocol.norms.beside', { group: partsWords(grade.parts), n: grade.scales[0]?.students ?? 0 }),
    t('protocol.norms.number', { year: String(year), number: String(number) }) + (isSimulated ? t('protocol.norms.simulated') : ''),
    ...(grade.isProvisional ? [t('protocol.norms.provisional')] : []),
  ];
  return [
    { text: `${title}. ${of.join(' ')}`, bold: true },
    {
      ul: grade.scales.map((scale) => `${scale.title}: T ${decimals(scale.t, 0)}; ${t('protocol.norms.percentile')} `
        + t('protocol.norms.interval', { percentile: decimals(scale.percentile, 0), low: decimals(scale.low, 0), high: decimals(scale.high, 0) })),
    },
  ];
}
