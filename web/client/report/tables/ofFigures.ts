import type { Saving } from '../../shared/design/saving';
import type { FigureHead, FormItems, FormNorms, FormTitle, NormFigures } from '../../shared/net/figuresWire';
import { rowsOf, type ItemRow } from '../../region/figures/itemRows';
import { groupWords } from '../../region/figures/words';
import { figuresTexts } from '../../shared/text/figures';
import { momentWords } from '../../shared/text/moment';
import { addTexts, t } from '../../shared/text/text';
import { handOver, ready, type TableKind } from './save';
import { tableOf, type ColumnOf, type Table } from './table';

/** Norms of one form in every grouping: a row for each scale and group. */
export async function saveNorms(head: FigureHead, norms: FormNorms, kind: TableKind, saving: Saving): Promise<void> {
  await prepare(saving);
  handOver(normTable(head, norms), kind, t('figures.file.norms', { instrument: norms.key.instrument, form: norms.key.form, year: String(head.year) }));
}

/** Items of one form in one grade. */
export async function saveItems(form: FormTitle, items: FormItems, grade: number | null, kind: TableKind, saving: Saving): Promise<void> {
  await prepare(saving);
  handOver(itemTable(form, items, grade), kind, t('figures.file.items', { instrument: form.key.instrument, form: form.key.form, grade: gradeWords(grade) }));
}

async function prepare({ given }: Saving): Promise<void> {
  await ready();
  await addTexts(figuresTexts);
  given.throwIfAborted();
}

interface Placed {
  grouping: string;
  group: string;
  row: NormFigures;
}

export function normTable(head: FigureHead, norms: FormNorms): Table {
  const rows = norms.groupings.flatMap(({ by, rows: told }) =>
    told.map((row): Placed => ({ grouping: t(`figures.by.${by.join('.') as 'grade'}`), group: row.group.map((value, place) => groupWords(by[place]!, value)).join(', '), row })));
  const number = (title: string, value: (row: NormFigures) => number | null): ColumnOf<Placed> => ({ title, width: 14, cell: ({ row }) => value(row) });
  return tableOf(t('figures.norms.table'), [
    { title: t('figures.by'), width: 26, cell: ({ grouping }) => grouping },
    { title: t('figures.group'), width: 36, cell: ({ group }) => group },
    { title: t('figures.scale'), width: 30, cell: ({ row }) => norms.scales.find(({ id }) => id === row.scale)?.title ?? row.scale },
    number(t('figures.students'), (row) => row.students),
    number(t('figures.mean'), (row) => row.mean),
    number(t('figures.deviation'), (row) => row.deviation),
    number(t('figures.halfWidth'), (row) => row.halfWidth),
    number(t('figures.alpha'), (row) => row.alpha),
    number(t('figures.alpha.low'), (row) => row.alphaLow),
    number(t('figures.alpha.high'), (row) => row.alphaHigh),
    { title: t('figures.state'), width: 22, cell: ({ row }) => t(row.students === null ? 'figures.kept' : row.isProvisional ? 'figures.provisional' : 'figures.enough') },
  ], rows, notesOf(head));
}

export function itemTable(form: FormTitle, items: FormItems, grade: number | null): Table {
  const number = (title: string, value: (row: ItemRow) => number | null): ColumnOf<ItemRow> => ({ title, width: 14, cell: value });
  return tableOf(t('figures.items.table'), [
    number(t('figures.items.by.number'), ({ item }) => item.number),
    { title: t('figures.items.id'), width: 12, cell: ({ item }) => item.id },
    ...(items.words.length > 0 ? [{ title: t('figures.items.text'), width: 60, cell: ({ text }: ItemRow) => text }] : []),
    { title: t('figures.scale'), width: 12, cell: ({ item }) => item.scale },
    number(t('figures.items.by.difficulty'), ({ item }) => item.difficulty),
    number(t('figures.items.by.mean'), ({ item }) => item.mean),
    number(t('figures.deviation'), ({ item }) => item.deviation),
    number(t('figures.items.by.itemRest'), ({ item }) => item.itemRest),
    number(t('figures.items.without'), ({ item }) => item.alphaWithout),
    number(t('figures.items.answered'), ({ item }) => item.counts.answered),
    number(t('figures.items.by.omitted'), ({ item }) => item.counts.omitted),
    number(t('figures.items.by.notReached'), ({ item }) => item.counts.notReached),
    number(t('figures.items.quarter'), ({ item }) => item.counts.quarter),
    number(t('figures.items.by.median'), ({ item }) => item.counts.median),
    number(t('figures.items.threeQuarters'), ({ item }) => item.counts.threeQuarters),
    { title: t('figures.items.by.doubts'), width: 40, cell: ({ doubts }) => doubts.map((doubt) => t(`figures.doubt.${doubt}`)).join('; ') },
  ], rowsOf(items, grade), [t('figures.form.of', { title: form.title, form: form.key.form, version: form.key.version }), gradeWords(grade), t('figures.items.how')]);
}

const gradeWords = (grade: number | null): string => (grade === null ? t('figures.items.all') : t('figures.group.grade', { grade: String(grade) }));

function notesOf(head: FigureHead): string[] {
  const reading = head.reading!;
  return [
    head.region,
    t('figures.counted', { year: String(head.year), date: momentWords(reading.madeAtMs), sessions: reading.sessions, counted: reading.counted }),
    ...(reading.isSimulated ? [t('figures.simulated')] : []),
    t('figures.norms.how'),
  ];
}
