import type { BatteryPackage } from '../net/wire';
import { rangeOf, type Database, type SessionRecord } from './database';

/** The session records of this browser; falls back to memory when the database is missing or refuses. */
export class Sessions {
  private readonly memory = new Map<string, SessionRecord>();
  private current: string | null = null;

  constructor(private readonly db: Database | null) {}

  /** The session that this browser was in last, or null. */
  async readCurrent(): Promise<SessionRecord | null> {
    if (this.db === null) return this.current === null ? null : (this.memory.get(this.current) ?? null);
    try {
      const sid = await this.db.get('pointers', 'current');
      return sid === undefined ? null : ((await this.db.get('sessions', sid)) ?? null);
    } catch {
      return null;
    }
  }

  async read(sid: string): Promise<SessionRecord | null> {
    // Memory is newer where it has something: the disk did not take that.
    const remembered = this.memory.get(sid);
    if (remembered !== undefined) return remembered;
    try {
      return (await this.db?.get('sessions', sid)) ?? null;
    } catch {
      return null;
    }
  }

  /** Other sessions of this browser, left without a finish (another student sat here). */
  async readOthers(sid: string): Promise<SessionRecord[]> {
    if (this.db === null) return [];
    try {
      return (await this.db.getAll('sessions')).filter((record) => record.sid !== sid);
    } catch {
      return [];
    }
  }

  /** Memory holds only what the disk did not take: another tab wipes the disk alone. */
  async begin(record: SessionRecord): Promise<void> {
    this.memory.set(record.sid, record);
    this.current = record.sid;
    if (this.db === null) return;
    try {
      const tx = this.db.transaction(['sessions', 'pointers'], 'readwrite');
      await Promise.all([tx.objectStore('sessions').put({ ...record }), tx.objectStore('pointers').put(record.sid, 'current'), tx.done]);
      this.memory.delete(record.sid);
    } catch {
      // Memory holds it; the answer log warns the student.
    }
  }

  /** Changes some fields of a record, leaving the marks that another writer owns as they are. */
  async patch(sid: string, change: Partial<SessionRecord>): Promise<void> {
    const remembered = this.memory.get(sid);
    if (remembered !== undefined) Object.assign(remembered, change);
    let changed: SessionRecord | undefined;
    if (this.db === null) return;
    try {
      const tx = this.db.transaction('sessions', 'readwrite');
      const stored = await tx.store.get(sid);
      changed = stored === undefined ? undefined : { ...stored, ...remembered, ...change };
      if (changed !== undefined) await tx.store.put(changed);
      await tx.done;
      if (changed !== undefined) this.memory.delete(sid);
    } catch {
      // The disk is full: memory holds what it did not take.
      if (changed !== undefined) this.memory.set(sid, changed);
    }
  }

  /** Steps away from the session without deleting it: unsent answers stay and are sent later. */
  async leave(): Promise<void> {
    this.current = null;
    try {
      await this.db?.delete('pointers', 'current');
    } catch {
      // Nothing is lost by it.
    }
  }

  /** Deletes every trace of the session from this device. */
  async wipe(sid: string): Promise<void> {
    await this.wipeIf(sid, () => true);
  }

  /** The same, unless another tab has taken the session up meanwhile or stored an answer that is not home. */
  async wipeIfUnmoved(record: SessionRecord, acked: number): Promise<void> {
    await this.wipeIf(record.sid, (stored, last) => stored?.epoch === record.epoch && last <= acked);
  }

  private async wipeIf(sid: string, agreed: (stored: SessionRecord | undefined, last: number) => boolean): Promise<void> {
    if (this.db === null) {
      this.forget(sid);
      return;
    }
    const tx = this.db.transaction(['sessions', 'answers', 'refused', 'pointers'], 'readwrite');
    const newest = await tx.objectStore('answers').openKeyCursor(rangeOf(sid), 'prev');
    if (!agreed(await tx.objectStore('sessions').get(sid), newest === null ? 0 : newest.primaryKey[1])) {
      await tx.done;
      return;
    }
    this.forget(sid);
    await tx.objectStore('answers').delete(rangeOf(sid));
    await tx.objectStore('sessions').delete(sid);
    for (let cursor = await tx.objectStore('refused').openCursor(); cursor !== null; cursor = await cursor.continue()) {
      if (cursor.value.sid === sid) await cursor.delete();
    }
    if ((await tx.objectStore('pointers').get('current')) === sid) await tx.objectStore('pointers').delete('current');
    await tx.done;
  }

  private forget(sid: string): void {
    this.memory.delete(sid);
    if (this.current === sid) this.current = null;
  }

  async readPackage(hash: string): Promise<BatteryPackage | null> {
    try {
      return (await this.db?.get('packages', hash))?.body ?? null;
    } catch {
      return null;
    }
  }

  async keepPackage(hash: string, body: BatteryPackage): Promise<void> {
    try {
      await this.db?.put('packages', { hash, body });
    } catch {
      // The browser's HTTP cache has it as well.
    }
  }
}
