const kept = 'result-key';

/** The result key on the screen: it outlives a reload of this tab and nothing else, because the next student sits at the same device. */
export function keepKey<Key extends string | null>(key: Key): Key {
  if (key === null) sessionStorage.removeItem(kept);
  else sessionStorage.setItem(kept, key);
  return key;
}

export const keptKey = (): string | null => sessionStorage.getItem(kept);
