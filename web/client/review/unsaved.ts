interface Typed {
  hasUnsaved: boolean;
}

/** Whether anything that was typed about students would go with the page: decisions, and whatever else is kept by address (texts for a class, consilia, sheets of methods). */
export function hasUnsaved(decisions: ReadonlyMap<string, unknown>, ...kept: readonly ReadonlyMap<string, Typed>[]): boolean {
  return decisions.size > 0 || kept.some((all) => [...all.values()].some((one) => one.hasUnsaved));
}
