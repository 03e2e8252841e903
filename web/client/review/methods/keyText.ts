/** The largest file a key comes in; larger is something else. */
export const largestKey = 128 * 1024;

/** A key as the server reads it: what was copied from a table has tabs where a file has semicolons. Lines stay where they are, so that a fault names the right one. */
export function keyText(text: string): string {
  const plain = text.replace(/^\uFEFF/, '');
  const heading = plain.split(/[\r\n]/).find((line) => line.trim() !== '') ?? '';
  return /[;,]/.test(heading) || !heading.includes('\t') ? plain : plain.replaceAll('\t', ';');
}
