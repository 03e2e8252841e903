/** A part of an address without its percent signs; one that browsers cannot decode stays as it is. Anybody may write an address. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Links and keys are a tenth as long. A longer text opens nothing and is not sent: a server cuts off a body that is too large, which looks like a lost connection. */
export const longestOpener = 300;
