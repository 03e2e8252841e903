import { tick } from 'svelte';
import { t } from '../shared/text/text';
import { neighbourOf, regroup, toggled, type Mark, type Marks, type Regrouped } from './marks';
import type { Group } from './recommendation';

/** What the person marked. In memory only: the next one at a shared computer finds nothing of it. */
export class MarkBook {
  marks = $state.raw<Marks>(new Map());
  /** For the live region: what the last press did. */
  said = $state('');
  readonly regrouped: Regrouped;

  constructor(private readonly groups: () => readonly Group[]) {
    this.regrouped = $derived(regroup(this.groups(), this.marks));
  }

  of(code: string): Mark | null {
    return this.marks.get(code) ?? null;
  }

  async press(code: string, title: string, mark: Mark): Promise<void> {
    const before = this.regrouped;
    const open = foldOf(code)?.open ?? false;
    this.marks = toggled(this.marks, code, mark);
    const now = this.of(code);
    this.said = now === 'yes' ? t('mark.said.yes', { title }) : now === 'no' ? t('mark.said.no', { title }) : t('mark.said.back', { title });
    await tick();
    if (now === 'no') {
      this.goOn(neighbourOf([before.mine, ...before.groups.map(({ professions }) => professions)], code));
      return;
    }
    // The card was made anew in its new place: it stays as open as it was, and the pressed button keeps the focus.
    const fold = foldOf(code);
    if (fold !== null) fold.open = open;
    reveal(cardOf(code));
    cardOf(code)?.querySelector<HTMLElement>(`[data-mark="${mark}"]`)?.focus();
  }

  private goOn(neighbour: string | null): void {
    const card = neighbour === null ? null : cardOf(neighbour);
    reveal(card);
    (neighbour === null ? document.querySelector<HTMLElement>('[data-put-off] > summary') : card?.querySelector('summary'))?.focus();
  }
}

/** Opens the folds a card stands in: its sector, its tier. */
function reveal(place: HTMLElement | null): void {
  let fold = place?.closest('details') ?? null;
  while (fold !== null) {
    fold.open = true;
    fold = fold.parentElement?.closest('details') ?? null;
  }
}

function cardOf(code: string): HTMLElement | null {
  return [...document.querySelectorAll<HTMLElement>('[data-card]')].find((card) => card.dataset['card'] === code) ?? null;
}

function foldOf(code: string): HTMLDetailsElement | null {
  return cardOf(code)?.querySelector('details') ?? null;
}
