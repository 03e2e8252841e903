import type { FormItems, ItemDoubt, ItemFigures } from '../../shared/net/figuresWire';

/** One item of one grade, with what a table of it is sorted by. */
export interface ItemRow {
  item: ItemFigures;
  text: string | null;
  doubts: readonly ItemDoubt[];
  omitted: number;
  notReached: number;
}

export const sortings = ['number', 'difficulty', 'mean', 'itemRest', 'omitted', 'notReached', 'median', 'doubts'] as const;
export type Sorting = (typeof sortings)[number];

/** The items of a grade; null stands for all grades together. */
export function rowsOf(items: FormItems, grade: number | null): ItemRow[] {
  const told = items.grades.find((one) => one.grade === grade);
  const doubts = items.doubts.find((one) => one.grade === grade)?.items ?? [];
  return (told?.items ?? []).map((item, place) => ({
    item,
    text: items.words[place]?.text ?? null,
    doubts: doubts[place] ?? [],
    omitted: told!.respondents === 0 ? 0 : item.counts.omitted / told!.respondents,
    notReached: told!.respondents === 0 ? 0 : item.counts.notReached / told!.respondents,
  }));
}

const valueOf: Record<Sorting, (row: ItemRow) => number | null> = {
  number: ({ item }) => item.number,
  difficulty: ({ item }) => item.difficulty,
  mean: ({ item }) => item.mean,
  itemRest: ({ item }) => item.itemRest,
  omitted: ({ omitted }) => omitted,
  notReached: ({ notReached }) => notReached,
  median: ({ item }) => item.counts.median,
  doubts: ({ doubts }) => doubts.length,
};

/** What has no value stands last, whichever way it is sorted; equals stay in the order of the form. */
export function sorted(rows: readonly ItemRow[], by: Sorting, isDown: boolean): ItemRow[] {
  return [...rows].sort((one, other) => {
    const [left, right] = [valueOf[by](one), valueOf[by](other)];
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    return (isDown ? right - left : left - right) || one.item.number - other.item.number;
  });
}
