/**
 * What was typed and not sent, by what it was typed for: for a browser that lets go of a page in the background, and for whoever goes back or reloads. It stays in the one
 * tab, and no server sees it. Whoever keeps something here says when it goes.
 */
export class Drafts<T> {
  private readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  kept(of: string): T | null {
    return this.all().get(of) ?? null;
  }

  /** Whether one of those that are meant is kept. */
  has(isMeant: (of: string) => boolean): boolean {
    return [...this.all().keys()].some(isMeant);
  }

  keep(of: string, draft: T): void {
    this.write(this.all().set(of, draft));
  }

  drop(of: string): void {
    this.retain((one) => one !== of);
  }

  /** Only those that are meant stay. */
  retain(isMeant: (of: string) => boolean): void {
    this.write(new Map([...this.all()].filter(([of]) => isMeant(of))));
  }

  clear(): void {
    this.retain(() => false);
  }

  private all(): Map<string, T> {
    try {
      return new Map(Object.entries(JSON.parse(sessionStorage.getItem(this.name) ?? '{}') as Record<string, T>));
    } catch {
      // Storage may be forbidden, or hold what nobody wrote here: what is typed lives as long as the page then.
      return new Map();
    }
  }

  private write(all: ReadonlyMap<string, T>): void {
    try {
      if (all.size === 0) sessionStorage.removeItem(this.name);
      else sessionStorage.setItem(this.name, JSON.stringify(Object.fromEntries(all)));
    } catch {
      // The page itself still has them.
    }
  }
}
