const kept = 'result-key';

/** The result key on the screen: it outlives a reload of this tab and nothing else, because the next student sits at the same device. */
export function keepKey(key: string | null): void {
  try {
    if (key === null) sessionStorage.removeItem(kept);
    else sessionStorage.setItem(kept, key);
  } catch {
    // Then a reload forgets it; the psychologist gives out another.
  }
}

export function keptKey(): string | null {
  try {
    return sessionStorage.getItem(kept);
  } catch {
    return null;
  }
}
