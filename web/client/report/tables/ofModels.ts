import type { Saving } from '../../shared/design/saving';
import type { FormItems, FormTitle } from '../../shared/net/figuresWire';
import type { ComparedBy, FormModels, LinkReport } from '../../shared/net/modelsWire';
import {
  calibrationsOf, calibrationWords, comparisonsOf, comparisonWords, difRows, doubtWords, fitAdvice, fitRows, isMarked, verdictWords, type DifRow, type FitRow,
} from '../../region/figures/modelRows';
import { formWords, linkNotes, linkRows, type LinkRow } from '../../region/linking/linkRows';
import { figuresTexts } from '../../shared/text/figures';
import { modelsTexts } from '../../shared/text/models';
import { addTexts, t } from '../../shared/text/text';
import { handOver, ready, type TableKind } from './save';
import { tableOf, type ColumnOf, type Table } from './table';

/** What a table of models is made of. */
export interface ModelsOfForm {
  form: FormTitle;
  models: FormModels;
  items: FormItems;
  /** Nobody real was counted. */
  isSimulated: boolean;
}

/** Items of one form compared between two groups. */
export async function saveDif(of: ModelsOfForm, by: ComparedBy, kind: TableKind, saving: Saving): Promise<void> {
  await prepare(saving);
  handOver(difTable(of, by), kind, t('models.file.dif', { instrument: of.form.key.instrument, form: of.form.key.form }));
}

/** Parameters and fit of the items of one form. */
export async function saveFit(of: ModelsOfForm, kind: TableKind, saving: Saving): Promise<void> {
  await prepare(saving);
  handOver(fitTable(of), kind, t('models.file.fit', { instrument: of.form.key.instrument, form: of.form.key.form }));
}

/** Constants, common items and scores of all scales of a link. */
export async function saveLink(report: LinkReport, kind: TableKind, saving: Saving): Promise<void> {
  await prepare(saving);
  handOver(linkTable(report), kind, t('linking.file', { instrument: report.from.form.key.instrument, from: report.from.form.key.form, to: report.to.form.key.form }));
}

async function prepare({ given }: Saving): Promise<void> {
  await ready();
  await addTexts(figuresTexts);
  await addTexts(modelsTexts);
  given.throwIfAborted();
}

export function difTable(of: ModelsOfForm, by: ComparedBy): Table {
  const { models, items } = of;
  const number = (title: string, value: (row: DifRow) => number | null): ColumnOf<DifRow> => ({ title, width: 14, cell: value });
  return tableOf(t('models.dif'), [
    number(t('models.item'), ({ item }) => item.number),
    { title: t('figures.items.id'), width: 12, cell: ({ item }) => item.item },
    ...wordsOf<DifRow>(items),
    { title: t('models.scale'), width: 26, cell: ({ scale }) => scale },
    { title: t('models.dif.verdict'), width: 26, cell: verdictWords },
    { title: t('models.dif.class'), width: 16, cell: ({ item }) => t(`models.dif.class.${item.class ?? 'none'}`) },
    number(t('models.dif.size'), ({ item }) => item.size),
    number(t('models.dif.error'), ({ item }) => item.error),
    number(t('models.dif.p'), ({ item }) => item.probability),
    { title: t('models.anchor.no'), width: 14, cell: ({ item }) => (item.isAnchor ? '' : '×') },
    { title: t('models.advice'), width: 60, cell: ({ item }) => (isMarked(item) ? t(`models.dif.advice.${item.class as 'b' | 'c'}`) : '') },
  ], difRows(models, items, by), [
    ...notesOf(of), t(`models.dif.by.${by}`), ...comparisonsOf(models, items, by).map((part) => comparisonWords(part).join(' ')), t('models.dif.how'),
  ]);
}

export function fitTable(of: ModelsOfForm): Table {
  const { models, items } = of;
  const number = (title: string, value: (row: FitRow) => number | null): ColumnOf<FitRow> => ({ title, width: 12, cell: value });
  const steps = Math.max(0, ...models.scales.flatMap(({ calibration }) => calibration.items.map(({ thresholds }) => thresholds.length)));
  return tableOf(t('models.fit'), [
    number(t('models.item'), ({ item }) => item.number),
    { title: t('figures.items.id'), width: 12, cell: ({ item }) => item.item },
    ...wordsOf<FitRow>(items),
    { title: t('models.scale'), width: 26, cell: ({ scale }) => scale },
    number(t('models.fit.slope'), ({ item }) => item.slope),
    number(`${t('models.fit.slope')}, ${t('models.fit.error')}`, ({ item }) => item.slopeError),
    ...Array.from({ length: steps }, (_, step) => [
      number(`${t('models.fit.threshold')}${step + 1}`, ({ item }) => item.thresholds[step] ?? null),
      number(`${t('models.fit.threshold')}${step + 1}, ${t('models.fit.error')}`, ({ item }) => item.thresholdErrors[step] ?? null),
    ]).flat(),
    number(t('models.fit.infit'), ({ item }) => item.infit),
    number(t('models.fit.outfit'), ({ item }) => item.outfit),
    number(t('models.fit.chiSquared'), ({ item }) => item.chiSquared),
    number(t('models.fit.freedom'), ({ item }) => item.freedom),
    number(t('models.fit.p'), ({ item }) => item.probability),
    number(t('models.fit.adjusted'), ({ item }) => item.adjusted),
    number(t('models.fit.rmsea'), ({ item }) => item.rmsea),
    { title: t('models.fit.doubts'), width: 30, cell: ({ item }) => doubtWords(item) },
    { title: t('models.advice'), width: 60, cell: ({ item }) => fitAdvice(item) },
  ], fitRows(models, items), [...notesOf(of), ...calibrationsOf(models, items).map((part) => calibrationWords(part).join(' ')), t('models.fit.how')]);
}

/** One list: what each row is stands in its second column. */
export function linkTable(report: LinkReport): Table {
  const number = (title: string, value: (row: LinkRow) => number | null): ColumnOf<LinkRow> => ({ title, width: 16, cell: value });
  return tableOf(t('linking.save'), [
    { title: t('linking.scale'), width: 26, cell: ({ scale }) => scale },
    { title: t('linking.row'), width: 18, cell: ({ what }) => what },
    { title: t('linking.row.what'), width: 30, cell: ({ name }) => name },
    number(t('linking.slope'), ({ slope }) => slope),
    number(`${t('linking.slope')}, ${t('models.fit.error')}`, ({ slopeError }) => slopeError),
    number(t('linking.intercept'), ({ intercept }) => intercept),
    number(`${t('linking.intercept')}, ${t('models.fit.error')}`, ({ interceptError }) => interceptError),
    { title: t('linking.item.from'), width: 26, cell: ({ from }) => from },
    { title: t('linking.item.moved'), width: 26, cell: ({ moved }) => moved },
    { title: t('linking.item.to'), width: 26, cell: ({ to }) => to },
    number(t('linking.item.ratio'), ({ ratio }) => ratio),
    number(t('linking.item.shift'), ({ shift }) => shift),
    number(t('linking.item.distance'), ({ distance }) => distance),
    { title: t('linking.item.drift'), width: 14, cell: ({ drift }) => drift },
    number(t('linking.score.from'), ({ scoreFrom }) => scoreFrom),
    number(t('linking.score.theta'), ({ theta }) => theta),
    number(t('linking.score.to'), ({ scoreTo }) => scoreTo),
  ], linkRows(report), [
    `${report.from.title}. ${t('linking.from')}: ${formWords(report.from)}`, `${t('linking.to')}: ${formWords(report.to)}`, ...linkNotes(report),
    t('linking.constants.how'), t('linking.items.how'), t('linking.scores.how'),
  ]);
}

function wordsOf<Row extends { text: string | null }>(items: FormItems): ColumnOf<Row>[] {
  return items.words.length > 0 ? [{ title: t('figures.items.text'), width: 60, cell: ({ text }) => text }] : [];
}

function notesOf({ form: { title, key }, models: { sampled, sessions }, isSimulated }: ModelsOfForm): string[] {
  return [
    t('figures.form.of', { title, form: key.form, version: key.version }),
    ...(isSimulated ? [t('figures.simulated')] : []),
    [t('models.of', { sampled, sessions }), ...(sampled < sessions ? [t('models.sampled')] : [])].join(' '),
  ];
}
