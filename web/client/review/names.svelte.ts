import { SvelteMap } from 'svelte/reactivity';
import { openClass, type Closed } from '../shared/names/opening';
import { holds, searchWords } from '../shared/text/search';

/** Lists that are opened at once: each stands in the log of deeds. */
export const mostLists = 40;

/** Names of several classes beside their places: hidden until somebody asks for them, in this page's memory only. */
export class QueueNames {
  shown = $state(false);
  busy = $state(false);
  /** Why the first of the classes without names has none. */
  closed = $state<Closed | null>(null);
  private readonly lists = new SvelteMap<string, ReadonlyMap<number, string>>();

  of(classId: string, seat: number): string | undefined {
    return this.shown ? this.lists.get(classId)?.get(seat) : undefined;
  }

  get count(): number {
    return [...this.lists.values()].reduce((sum, list) => sum + list.size, 0);
  }

  /** The names of a class as far as they were opened here, hidden or not: to be looked for in a text. */
  known(classId: string): readonly string[] {
    return [...(this.lists.get(classId)?.values() ?? [])];
  }

  async show(classes: readonly string[]): Promise<void> {
    this.busy = true;
    this.closed = null;
    for (const id of classes.filter((one) => !this.lists.has(one)).slice(0, mostLists)) {
      const opening = await openClass(id);
      if ('names' in opening) this.lists.set(id, opening.names);
      else if (opening.closed !== 'noList') {
        this.closed = opening.closed;
        break;
      }
    }
    this.busy = false;
    this.shown = this.lists.size > 0;
    if (!this.shown) this.closed ??= 'noList';
  }

  hide(): void {
    this.shown = false;
  }

  /** Places whose names hold every word of a search. */
  search(text: string): { classId: string; seat: number }[] {
    const words = searchWords(text);
    if (!this.shown || words.length === 0) return [];
    return [...this.lists].flatMap(([classId, list]) =>
      [...list].filter(([, name]) => holds(name, words)).map(([seat]) => ({ classId, seat })),
    );
  }
}
