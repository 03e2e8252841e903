import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { AnswerEntry, BatteryPackage, LessonState, Place, SlipPass } from '../net/wire';

/** What this browser knows of a session; `sid` names the seat, because a new token or code may open the same one. */
export interface SessionRecord {
  sid: string;
  token: string;
  place: Place;
  packageHash: string;
  /** Decided here, or before this device took a session over that had begun; null asks. */
  consent: boolean | null;
  /** Version of the text that was read before the choice; absent in records of the first text. */
  consentText?: string;
  practised: boolean;
  /** The epoch given to this browser, null before the first hello. */
  epoch: number | null;
  /** Highest number the server acknowledged. */
  acked: number;
  /** Last values the server told of, for answers that were given elsewhere. */
  restored: AnswerEntry[];
  run: LessonState | null;
  /** The student asked to finish; absent until then. */
  finishing?: boolean;
  /** Steps with a time limit that were begun here; absent in records of earlier pages. */
  sections?: SectionTimes;
  /** How long limits of sections are for this student, in percent; absent when as usual. */
  timePercent?: number;
  /** For a slip of what cannot be sent; absent in records of earlier pages. */
  slip?: SlipPass;
  /** What the student decided about whole steps here; absent in records of earlier pages. */
  parts?: PartChoices;
}

/** Ids of optional steps that are left out, and the sitting that goes on; no sitting after a code was entered: the next one may begin. */
export interface PartChoices {
  leftOut?: string[];
  sitting?: number;
}

/** By step id: the time it was on the screen, whether the student has left it, and what a teacher has added. */
export type SectionTimes = Record<string, { spentMs: number; closed: boolean; givenMs?: number }>;

export interface NumberedAnswer extends AnswerEntry {
  n: number;
}

export interface StoredAnswer extends NumberedAnswer {
  sid: string;
}

export interface Schema extends DBSchema {
  sessions: { key: string; value: SessionRecord };
  answers: { key: [string, number]; value: StoredAnswer };
  /** Answers the server called invalid: kept until the session is wiped, so that nothing vanishes in silence. */
  refused: { key: number; value: { sid: string } & AnswerEntry };
  packages: { key: string; value: { hash: string; body: BatteryPackage } };
  pointers: { key: string; value: string };
}

export type Database = IDBPDatabase<Schema>;

export const databaseName = 'step-into-the-future';

/** Null where the browser has no working IndexedDB (private mode, a full or broken disk): memory only then. */
export async function openDatabase(name = databaseName): Promise<Database | null> {
  if (typeof indexedDB === 'undefined') return null;
  try {
    return await openDB<Schema>(name, 1, {
      upgrade(db) {
        db.createObjectStore('sessions', { keyPath: 'sid' });
        db.createObjectStore('answers', { keyPath: ['sid', 'n'] });
        db.createObjectStore('refused', { autoIncrement: true });
        db.createObjectStore('packages', { keyPath: 'hash' });
        db.createObjectStore('pointers');
      },
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase).close();
      },
    });
  } catch {
    return null;
  }
}

export const rangeOf = (sid: string): IDBKeyRange => IDBKeyRange.bound([sid, 0], [sid, Number.MAX_SAFE_INTEGER]);
