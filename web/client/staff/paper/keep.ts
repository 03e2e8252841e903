import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Keying } from './keying';

/** A keying that is not saved yet, so that a reload loses nothing. */
export interface KeptKeying {
  account: string;
  code: string;
  word: string;
  agrees: boolean | null;
  keying: Keying;
}

interface Kept extends DBSchema {
  keying: { key: 'own'; value: KeptKeying };
}

const name = 'paper';

export async function keepKeying(kept: KeptKeying): Promise<void> {
  await within((database) => database.put('keying', kept, 'own'));
}

/** The keying of this account; anybody else's is wiped. */
export async function keptKeying(account: string): Promise<KeptKeying | null> {
  const found = await within((database) => database.get('keying', 'own'));
  if (found === undefined) return null;
  if (found.account === account) return found;
  await wipeKeying();
  return null;
}

export async function wipeKeying(): Promise<void> {
  if (typeof indexedDB === 'undefined') return;
  await deleteDB(name);
}

async function within<T>(work: (database: IDBPDatabase<Kept>) => Promise<T>): Promise<T> {
  const database = await openDB<Kept>(name, 1, { upgrade: (made) => void made.createObjectStore('keying') });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}
