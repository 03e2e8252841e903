/** Rows beyond each edge of what is seen: a quick scroll shows rows, not blanks. */
const beyond = 10;

/** Which rows of a long list are drawn: all are of one height. */
export function windowOf(scrollTop: number, height: number, row: number, total: number): { from: number; to: number } {
  const from = Math.max(0, Math.floor(scrollTop / row) - beyond);
  const to = Math.min(total, Math.ceil((scrollTop + height) / row) + beyond);
  return { from: Math.min(from, to), to };
}

/** Where the list has to be scrolled so that a row is seen as a whole; null when it is. */
export function scrollTo(index: number, scrollTop: number, height: number, row: number): number | null {
  if (index * row < scrollTop) return index * row;
  return (index + 1) * row > scrollTop + height ? (index + 1) * row - height : null;
}
