/**
 * What is chosen after a press on an option; the same array when the press is of no use. An exclusive option takes the place of all
 * others, and any other takes its place.
 */
export function pressed(chosen: number[], index: number, most: number, exclusive: readonly number[]): number[] {
  if (chosen.includes(index)) return chosen.filter((other) => other !== index);
  if (exclusive.includes(index)) return [index];
  const kept = chosen.filter((other) => !exclusive.includes(other));
  return kept.length < most ? [...kept, index] : chosen;
}
