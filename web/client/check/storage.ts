import type { StorageCheck } from '../shared/net/readinessWire';

const name = 'step-into-the-future-check';
const trial = 'trial';

/** Writes as answers are written, closes, opens again and reads. Without the answers' own library: the student's page would share it and load it in two parts. */
export async function checkStorage(): Promise<StorageCheck> {
  if (typeof indexedDB === 'undefined') return 'missing';
  const mark = String(Math.random());
  try {
    const first = await open();
    try {
      const writing = first.transaction(trial, 'readwrite', { durability: 'strict' });
      writing.objectStore(trial).put(mark, trial);
      await new Promise<void>((resolve, reject) => {
        writing.oncomplete = () => resolve();
        writing.onabort = () => reject(new Error('aborted'));
      });
    } catch {
      return 'refused';
    } finally {
      first.close();
    }
    const second = await open();
    const read = await answerOf(second.transaction(trial).objectStore(trial).get(trial));
    second.close();
    return read === mark ? 'kept' : 'lost';
  } catch {
    return 'missing';
  } finally {
    await answerOf(indexedDB.deleteDatabase(name)).catch(() => undefined);
  }
}

function open(): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => void opening.result.createObjectStore(trial);
  return answerOf(opening);
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('refused'));
  });
}

/** Null where the browser does not tell. */
export async function freeMb(): Promise<number | null> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined ? null : Math.max(0, Math.floor((quota - (usage ?? 0)) / 1024 / 1024));
  } catch {
    return null;
  }
}
