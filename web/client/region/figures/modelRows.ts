import type { FormItems } from '../../shared/net/figuresWire';
import type { ComparedBy, FormModels, GroupComparison, ItemComparison, ItemModel, ScaleCalibration, ScaleModels } from '../../shared/net/modelsWire';
import { decimals } from '../../shared/text/numbers';
import { t } from '../../shared/text/text';

interface Placed {
  /** Title of the scale. */
  scale: string;
  /** Null for whoever may not read the items. */
  text: string | null;
}

export interface DifRow extends Placed {
  item: ItemComparison;
  isTasks: boolean;
  by: ComparedBy;
}

export interface FitRow extends Placed {
  item: ItemModel;
}

/** One scale of a form, with what was asked of it. */
export interface ScalePart<Asked> {
  title: string;
  asked: Asked;
}

const titleOf = (items: FormItems, scale: string): string => items.scales.find(({ id }) => id === scale)?.title ?? scale;
const textOf = (items: FormItems, number: number): string | null => items.words[number - 1]?.text ?? null;

export function comparisonsOf(models: FormModels, items: FormItems, by: ComparedBy): ScalePart<GroupComparison>[] {
  return models.scales.map((scale) => ({ title: titleOf(items, scale.scale), asked: comparisonOf(scale, by) }));
}

export function calibrationsOf(models: FormModels, items: FormItems): ScalePart<ScaleCalibration>[] {
  return models.scales.map((scale) => ({ title: titleOf(items, scale.scale), asked: scale.calibration }));
}

export function difRows(models: FormModels, items: FormItems, by: ComparedBy, isMarkedOnly = false): DifRow[] {
  return models.scales.flatMap((scale) =>
    comparisonOf(scale, by).items.map((item): DifRow => ({ item, by, isTasks: scale.isTasks, scale: titleOf(items, scale.scale), text: textOf(items, item.number) })),
  ).filter(({ item }) => !isMarkedOnly || isMarked(item));
}

export function fitRows(models: FormModels, items: FormItems, isMarkedOnly = false): FitRow[] {
  return models.scales.flatMap((scale) => scale.calibration.items.map((item): FitRow => ({ item, scale: titleOf(items, scale.scale), text: textOf(items, item.number) })))
    .filter(({ item }) => !isMarkedOnly || item.doubts.length > 0);
}

export const isMarked = (item: ItemComparison): boolean => item.class === 'b' || item.class === 'c';

/** Who finds it harder, in words; of ratings nothing is hard, and a group answers lower. */
export function verdictWords({ item, isTasks, by }: DifRow): string {
  if (item.class === null) return t('models.dif.unknown');
  if (!isMarked(item) || item.direction === 'neither') return t('models.dif.same');
  return t(`models.dif.${isTasks ? 'harder' : 'lower'}.${by}.${item.direction}`);
}

/** Which groups were compared, or why none were; each sentence by itself. */
export function comparisonWords({ title, asked }: ScalePart<GroupComparison>): string[] {
  if (asked.refusal !== null) return [t(`models.dif.refusal.${asked.refusal}`, { title })];
  return [
    t(`models.dif.groups.${asked.by}`, { title, reference: asked.reference!, focal: asked.focal! }),
    ...(asked.leftOut! > 0 ? [t('models.dif.leftOut', { n: asked.leftOut! })] : []),
    ...(asked.rounds > 0 ? [t('models.dif.purified', { n: asked.rounds })] : []),
    ...(asked.isSettled ? [] : [t('models.dif.unsettled')]),
  ];
}

/** By which model, from how many, and whether the search came to its end. */
export function calibrationWords({ title, asked }: ScalePart<ScaleCalibration>): string[] {
  if (asked.refusal !== null || asked.model === null) return [t(`models.fit.refusal.${asked.refusal ?? 'nothingToEstimate'}`, { title })];
  return [
    t('models.fit.of', { title, model: t(`models.fit.model.${asked.model}`), n: asked.respondents!, complete: asked.complete! }),
    ...(asked.otherBic === null ? [] : [t('models.fit.bic', { bic: decimals(asked.bic, 1), other: decimals(asked.otherBic, 1) })]),
    t(asked.end === 'converged' ? 'models.fit.end.converged' : 'models.fit.end.passesUsedUp', { n: asked.passes }),
  ];
}

/** What is unusual, and what to look at. */
export function doubtWords(item: ItemModel): string {
  return item.doubts.map((doubt) => t(`models.doubt.${doubt}`)).join('; ');
}

export function fitAdvice(item: ItemModel): string {
  return [
    ...(item.state === 'estimated' ? [] : [t(`models.state.${item.state}`)]),
    ...item.doubts.flatMap((doubt) => (doubt === 'noParameters' ? [] : [t(`models.advice.${doubt}`)])),
  ].join(' ');
}

/** b of every step, each with its error. */
export function thresholdWords({ thresholds, thresholdErrors }: ItemModel): string {
  return thresholds.map((b, step) => withError(b, thresholdErrors[step] ?? null)).join('; ');
}

export function withError(value: number | null, error: number | null): string {
  return error === null ? decimals(value, 2) : t('models.fit.of.error', { value: decimals(value, 2), error: decimals(error, 2) });
}

/** Small probabilities are said as such: no p is 0. */
export function probabilityWords(p: number | null): string {
  return p !== null && p < 0.001 ? `< ${decimals(0.001, 3)}` : decimals(p, 3);
}

function comparisonOf(scale: ScaleModels, by: ComparedBy): GroupComparison {
  return scale.comparisons.find((one) => one.by === by)!;
}
