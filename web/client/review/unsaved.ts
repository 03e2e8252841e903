interface Typed {
  hasUnsaved: boolean;
}

/** Whether anything that was typed about students would go with the page: texts for a class, decisions, consilia. */
export function hasUnsaved(decisions: ReadonlyMap<string, unknown>, batches: ReadonlyMap<string, Typed>, consilia: ReadonlyMap<string, Typed>): boolean {
  return decisions.size > 0 || [...batches.values(), ...consilia.values()].some((one) => one.hasUnsaved);
}
