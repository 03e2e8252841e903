/** A text as it stands in an attribute. */
function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

/** The line a school's site shows the summary with. */
export function frameOf(address: string, title: string): string {
  return `<iframe src="${attribute(address)}" title="${attribute(title)}" width="100%" height="800" style="border: 0" loading="lazy"></iframe>`;
}
