import type { StaffRole } from '../net/staffWire';
import type { PastKey } from './chain';
import type { SealedList } from './list';
import type { SealedNote } from './note';

/** Somebody's own keys as the server keeps them. */
export interface StoredPair {
  publicKey: string;
  sealedPrivate: string;
}

export interface OwnNames {
  pair: StoredPair | null;
  schools: { id: string; title: string }[];
}

export interface NameReader {
  id: string;
  name: string;
  role: StaffRole;
  /** Null until they have made their keys. */
  publicKey: string | null;
  holds: boolean;
}

export interface NamedClass {
  id: string;
  name: string;
  /** Of its campaign. */
  year: number;
  seats: number;
  /** Of its list; 0 where there is none. */
  revision: number;
  boardLink: string;
}

export interface SchoolNames {
  id: string;
  title: string;
  /** Of the key in use; 0 where there is none. */
  generation: number;
  /** The key wrapped for whoever is signed in. */
  wrapped: string | null;
  recovery: string | null;
  /** Somebody who held the key has left. */
  isDue: boolean;
  people: NameReader[];
  classes: NamedClass[];
}

export interface ClassNames {
  schoolId: string;
  generation: number;
  wrapped: string | null;
  list: SealedList | null;
}

/** Notes of psychologists on the places of a class; none without the key. */
export interface ClassNotes {
  schoolId: string;
  generation: number;
  wrapped: string | null;
  past: PastKey[];
  notes: SealedNote[];
}
