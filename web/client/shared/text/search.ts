/** A text as searches compare it: case and ё make no difference. */
export function folded(text: string): string {
  return text.toLocaleLowerCase('ru').replaceAll('ё', 'е');
}

/** The words of a search; none of an empty one. */
export function searchWords(search: string): string[] {
  return folded(search).split(/\s+/).filter((word) => word !== '');
}

/** Whether a text holds every word; all texts hold no words. */
export function holds(text: string, words: readonly string[]): boolean {
  const compared = folded(text);
  return words.every((word) => compared.includes(word));
}
