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

/** A page beside the queue and the profiles. */
export type Aside = { page: 'consilium'; place: Place } | { page: 'talk'; place: Place } | { page: 'steps' } | MethodAside;

/** Methods of the school; with a method its table is brought in, with a class as well its sheets are keyed. */
export interface MethodAside {
  page: 'methods';
  method: string | null;
  classId: string | null;
}

/** The page beside that an address opens; null for anything else. */
export function asideIn(hash: string): Aside | null {
  if (hash === stepsAddress) return { page: 'steps' };
  const methods = /^#m(?:\/([^/]+)(?:\/([^/]+))?)?$/.exec(hash);
  if (methods !== null) return { page: 'methods', method: methods[1] === undefined ? null : decoded(methods[1]), classId: methods[2] === undefined ? null : decoded(methods[2]) };
  const [, page, classId, seat] = /^#([kt])\/([^/]+)\/(\d{1,4})$/.exec(hash) ?? [];
  if (classId === undefined || seat === undefined) return null;
  return { page: page === 'k' ? 'consilium' : 'talk', place: { classId: decoded(classId), seat: Number(seat) } };
}

export const stepsAddress = '#f';

export function methodAddress(method: string | null = null, classId: string | null = null): string {
  return ['#m', ...[method, classId].flatMap((part) => (part === null ? [] : [encodeURIComponent(part)]))].join('/');
}

/** Names nothing else, so the queue is shown. */
export const queueAddress = '#queue';

export function consiliumAddress({ classId, seat }: Place): string {
  return `#k/${encodeURIComponent(classId)}/${seat}`;
}

/** One screen for student, parent and psychologist. */
export function talkAddress({ classId, seat }: Place): string {
  return `#t/${encodeURIComponent(classId)}/${seat}`;
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
