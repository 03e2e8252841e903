import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { toText, utf8 } from './bytes';

/** The private half while somebody is signed in: no script can take it out, and a change of page does not ask for the phrase again. */
export interface KeptKey {
  account: string;
  publicKey: string;
  key: CryptoKey;
  /** A hash of the session's word: of another sign-in, nothing is found. */
  session: string;
}

interface Kept extends DBSchema {
  key: { key: 'own'; value: KeptKey };
}

const name = 'names';

export async function keepKey(account: string, publicKey: string, key: CryptoKey, word: string): Promise<void> {
  await within(async (database) => database.put('key', { account, publicKey, key, session: await hashOf(word) }, 'own'));
}

/** The key of this account in this very sign-in; anybody else's is wiped. */
export async function keptKey(account: string, word: string): Promise<KeptKey | null> {
  const found = await within((database) => database.get('key', 'own'));
  if (found === undefined) return null;
  if (found.account === account && found.session === (await hashOf(word))) return found;
  await wipeKey();
  return null;
}

export async function wipeKey(): Promise<void> {
  if (typeof indexedDB === 'undefined') return;
  await deleteDB(name);
}

async function within<T>(work: (database: IDBPDatabase<Kept>) => Promise<T>): Promise<T> {
  const database = await openDB<Kept>(name, 1, { upgrade: (made) => void made.createObjectStore('key') });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

async function hashOf(word: string): Promise<string> {
  return toText(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(word))));
}
