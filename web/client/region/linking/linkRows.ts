import type { LinkableForm, LinkReport, ScaleLink, YearForm } from '../../shared/net/modelsWire';
import { decimals } from '../../shared/text/numbers';
import { t } from '../../shared/text/text';

/** One row of a link's file: a constant, an item, a score, or what so many common items permit. */
export interface LinkRow {
  scale: string;
  what: string;
  name: string;
  slope: number | null;
  slopeError: number | null;
  intercept: number | null;
  interceptError: number | null;
  from: string;
  moved: string;
  to: string;
  ratio: number | null;
  shift: number | null;
  distance: number | null;
  drift: string;
  scoreFrom: number | null;
  theta: number | null;
  scoreTo: number | null;
}

const nothing = {
  slope: null, slopeError: null, intercept: null, interceptError: null, from: '', moved: '', to: '', ratio: null, shift: null, distance: null, drift: '', scoreFrom: null, theta: null, scoreTo: null,
};

export function linkRows(report: LinkReport): LinkRow[] {
  return report.scales.flatMap((scale): LinkRow[] => [
    { ...nothing, scale: scale.title, what: t('linking.row.note'), name: scaleWords(scale).join(' ') },
    ...scale.constants.map(({ method, slope, intercept, slopeError, interceptError }) => ({
      ...nothing, scale: scale.title, what: t('linking.row.constants'), name: t(`linking.method.${method}`), slope, slopeError, intercept, interceptError,
    })),
    ...scale.items.map((item) => ({
      ...nothing, scale: scale.title, what: t('linking.row.item'), name: item.item,
      from: parameterWords(item.fromSlope, item.fromThresholds), moved: parameterWords(item.movedSlope, item.movedThresholds), to: parameterWords(item.toSlope, item.toThresholds),
      ratio: item.slopeRatio, shift: item.thresholdShift, distance: item.distance, drift: [...(item.hasDrifted ? [t('linking.item.drifted')] : []), ...(scale.leftOut.includes(item.item) ? [t('linking.item.leftOut')] : [])].join(', '),
    })),
    ...scoresOf(scale).map(({ from, theta, to }) => ({ ...nothing, scale: scale.title, what: t('linking.row.score'), name: '', scoreFrom: from, theta, scoreTo: to })),
  ]);
}

/** How many common items there are, and what that permits or why there is no link. */
export function scaleWords(scale: ScaleLink): string[] {
  return [
    t('linking.common', { common: scale.common, from: scale.fromItems, to: scale.toItems }),
    ...(scale.changed.length > 0 ? [t('linking.changed', { items: scale.changed.join(', ') })] : []),
    ...(scale.uncalibrated.length > 0 ? [t('linking.uncalibrated', { items: scale.uncalibrated.join(', ') })] : []),
    ...(scale.leftOut.length > 0 ? [t('linking.leftOut', { items: scale.leftOut.join(', ') })] : []),
    ...(scale.refusal === null ? [] : [t(`linking.refusal.${scale.refusal}`)]),
    ...(scale.use === null ? [] : [t(`linking.use.${scale.use}`)]),
  ];
}

/** Scores are read only where the link may be used at all. */
export function scoresOf(scale: ScaleLink): ScaleLink['scores'] {
  return scale.use === null || scale.use === 'drift' ? [] : scale.scores;
}

export function parameterWords(slope: number, thresholds: readonly (number | null)[]): string {
  return t('linking.item.parameters', { slope: decimals(slope, 2), thresholds: thresholds.map((b) => decimals(b, 2)).join(' ') });
}

export function linkNotes(report: LinkReport): string[] {
  return report.from.isSimulated || report.to.isSimulated ? [t('linking.simulated')] : [];
}

export function formWords({ form, sessions, isSimulated }: LinkableForm): string {
  const words = t('linking.form', { year: String(form.year), form: form.key.form, version: form.key.version, n: sessions });
  return isSimulated ? `${words}, ${t('linking.form.simulated')}` : words;
}

/** Instruments of which two forms are kept, in the order they came. */
export function instrumentsOf(forms: readonly LinkableForm[]): { id: string; title: string; forms: LinkableForm[] }[] {
  const grouped = new Map<string, { id: string; title: string; forms: LinkableForm[] }>();
  for (const form of forms) {
    const { instrument } = form.form.key;
    const own = grouped.get(instrument) ?? { id: instrument, title: form.title, forms: [] };
    own.forms.push(form);
    grouped.set(instrument, own);
  }
  return [...grouped.values()].filter((one) => one.forms.length > 1);
}

/** `without`: items not to link by. */
export function linkQuery(from: YearForm, to: YearForm, without: readonly string[] = []): string {
  const query = new URLSearchParams({
    instrument: from.key.instrument, fromYear: String(from.year), fromVersion: from.key.version, fromForm: from.key.form,
    toYear: String(to.year), toVersion: to.key.version, toForm: to.key.form,
  });
  for (const item of without) query.append('without', item);
  return query.toString();
}
