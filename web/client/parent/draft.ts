/** What was typed and not sent, for a phone that lets go of a page in the background. It stays in the one tab, says no name and no link, and goes when it is sent. */
export interface Draft {
  /** The seat it was typed for, and the questions. */
  of: string;
  answers: (string | null)[];
  at: number;
}

const key = 'parent-form';

export function keptDraft(of: string): Draft | null {
  try {
    const draft = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Draft | null;
    return draft?.of === of ? draft : null;
  } catch {
    // Storage may be forbidden: typed answers live as long as the page then.
    return null;
  }
}

export function keepDraft(draft: Draft): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // The page itself still has them.
  }
}

export function dropDraft(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
