import { decoded } from '../shared/net/decoded';

/** One student of the queue: a class and the number of the place in it. */
export interface Place {
  classId: string;
  seat: number;
}

/** The student whose profile an address opens; null for the queue. */
export function placeIn(hash: string): Place | null {
  const [, classId, seat] = /^#s\/([^/]+)\/(\d{1,4})$/.exec(hash) ?? [];
  return classId === undefined || seat === undefined ? null : { classId: decoded(classId), seat: Number(seat) };
}

/** The class whose ordinary ones an address signs together; null for anything else. */
export function batchIn(hash: string): string | null {
  const [, classId] = /^#b\/([^/]+)$/.exec(hash) ?? [];
  return classId === undefined ? null : decoded(classId);
}

export function batchAddress(classId: string): string {
  return `#b/${encodeURIComponent(classId)}`;
}

export function addressOf({ classId, seat }: Place): string {
  return `#s/${encodeURIComponent(classId)}/${seat}`;
}
