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

/** A class, or a school: null for the own one. */
export type Group = { classId: string } | { schoolId: string | null };

/** The class or school whose page an address opens; null for anything else. */
export function groupIn(hash: string): Group | null {
  const [, school, schoolId, classId] = /^#g\/(?:(school)(?:\/([^/]+))?|([^/]+))$/.exec(hash) ?? [];
  if (school !== undefined) return { schoolId: schoolId === undefined ? null : decoded(schoolId) };
  return classId === undefined ? null : { classId: decoded(classId) };
}

export function groupAddress(group: Group): string {
  if ('classId' in group) return `#g/${encodeURIComponent(group.classId)}`;
  return group.schoolId === null ? '#g/school' : `#g/school/${encodeURIComponent(group.schoolId)}`;
}
