// Decisions, drafts and batches, for looking at the pages and for tests. Nobody holds the school's key here, so there are no drafts unless a test puts a key in `schoolKey`.
import { protocolOf } from './protocol.mjs';

const under = { profileRule: '3', norms: null, rule: '1.0.0', atlas: 'professions 1.0.0', resultHash: '5f1e0b7c'.repeat(8) };
const hashOf = (...parts) => {
  let sum = 7;
  for (const sign of parts.join(' ')) sum = (sum * 31 + sign.codePointAt(0)) % 2_147_483_647;
  return sum.toString(16).padStart(8, '0').repeat(8);
};
const at = (classId, seat) => `${classId}/${seat}`;

export function decisionState() {
  return {
    signed: new Map(), drafts: new Map(), opened: new Set(), schoolKey: { schoolId: 's1', generation: 1, wrapped: null, past: [] },
    colleagues: [{ id: 'p1', name: 'Анна Сергеевна Иванова', role: 'coordinator' }, { id: 'p2', name: 'Пётр Алексеевич Фёдоров', role: 'teacher' }],
  };
}

function itemsOf({ recommendation: made }) {
  if (!made) return [];
  const bands = new Map(made.bands.flatMap(({ band, professions }) => professions.map((code) => [code, band])));
  const item = (kind, code, title, group = null) => ({ kind, code, title, group });
  return [
    ...made.tiers.flatMap(({ tier, sectors }) => sectors.map(({ id, title }) => item('sector', id, title, tier))),
    ...made.professions.map(({ code, title }) => item('profession', code, title, bands.get(code) ?? null)),
    ...made.directions.map(({ code, title }) => item('direction', code, title)),
    ...made.profiles.map(({ id, title }) => item('profile', id, title)),
  ];
}

/** The answer of a door of decisions; null when the path is none of them. */
export function decisionAnswer(state, method, path, body, word, row, room) {
  const [, classId, seat, door] = /^\/api\/review\/classes\/([^/]+)\/(?:seats\/(\d+)\/)?(colleagues|batch\/look|batch|decision|draft|sign)$/.exec(path) ?? [];
  if (door === undefined) return null;
  if (method === 'POST' && word !== state.staff.word) return [403, { code: 'word-missing' }];
  if (door === 'colleagues') return [200, state.colleagues];
  if (door === 'batch/look') return [200, lookOf(state, classId, body.seats)];
  if (door === 'batch') return together(state, classId, body);
  const one = row(classId, Number(seat));
  if (one === undefined) return [404, { code: 'not-found' }];
  if (door === 'decision') return [200, stateOf(state, one, room(one))];
  return door === 'draft' ? draft(state, one, body) : sign(state, one, room(one), body);
}

const protocolHash = (row) => hashOf('protocol', row.classId, row.seat, row.finishedAtMs);

function stateOf(state, row, room) {
  state.opened.add(at(row.classId, row.seat));
  return {
    seat: row.seat, protocol: protocolHash(row), under, computed: itemsOf(protocolOf(row, room).result), key: state.schoolKey,
    draft: state.drafts.get(at(row.classId, row.seat)) ?? null,
    versions: (state.signed.get(at(row.classId, row.seat)) ?? []).map((one) => ({ ...one, isOfProtocol: one.protocol === protocolHash(row), release: { ...one.release } })),
  };
}

function draft(state, row, body) {
  const key = at(row.classId, row.seat);
  const [kept, signed] = [state.drafts.get(key)?.revision ?? 0, state.signed.get(key)?.length ?? 0];
  if (body.revision !== kept + 1 || body.version !== signed + 1 || body.generation !== state.schoolKey.generation) return [409, { code: 'draft-changed' }];
  state.drafts.set(key, { ...body, writtenAtMs: Date.now(), by: state.staff.name });
  return [204];
}

function sign(state, row, room, { version, protocol, draft: revision, changes, texts }) {
  const key = at(row.classId, row.seat);
  const before = state.signed.get(key) ?? [];
  if (protocol !== protocolHash(row)) return [409, { code: 'protocol-changed' }];
  if (version !== before.length + 1) return [409, { code: 'review-signed' }];
  if ((state.drafts.get(key)?.revision ?? 0) !== revision) return [409, { code: 'draft-changed' }];
  if (texts.student.trim() === '' || (texts.teacher !== null && /[\d%]/.test(texts.teacher))) return [400, { code: 'review-texts' }];
  const computed = itemsOf(protocolOf(row, room).result);
  const find = ({ kind, code }) => computed.find((one) => one.kind === kind && one.code === code);
  const chosen = changes.filter(({ verdict }) => verdict !== 'hidden');
  const choices = [
    ...chosen.map((change) => ({ title: change.code, group: null, ...find(change), ...change })),
    ...computed.filter((one) => !chosen.some(({ kind, code }) => kind === one.kind && code === one.code)).map((one) => {
      const hidden = changes.find(({ kind, code, verdict }) => verdict === 'hidden' && kind === one.kind && code === one.code);
      return { ...one, verdict: hidden ? 'hidden' : 'accepted', reason: hidden?.reason ?? null, words: null };
    }),
  ];
  const now = Date.now();
  const hash = hashOf(key, version, JSON.stringify(texts));
  for (const one of before) one.release = { ...one.release, withdrawnAtMs: one.release.withdrawnAtMs ?? now, reason: one.release.reason ?? 'replaced' };
  state.signed.set(key, [...before, {
    version, protocol, under, choices, texts, teacherName: state.colleagues.find(({ id }) => id === texts.teacherId)?.name ?? null,
    signer: state.staff.name, signedAtMs: now, hash, release: { atMs: now, withdrawnAtMs: null, reason: null },
  }]);
  state.drafts.delete(key);
  row.releasedAtMs = now;
  return [200, { version, hash, signedAtMs: now }];
}

function lookOf(state, classId, seats) {
  const ready = [];
  const refused = [];
  for (const row of state.review.filter((one) => one.classId === classId && (seats === null || seats.includes(one.seat)))) {
    const key = at(classId, row.seat);
    const why = row.needs.length > 0 ? 'needs' : state.signed.has(key) ? 'alreadySigned' : state.drafts.has(key) ? 'drafted' : null;
    if (why === null) ready.push({ seat: row.seat, isOpened: state.opened.has(key) });
    else refused.push({ seat: row.seat, why });
  }
  return { stamp: hashOf(classId, ...ready.map(({ seat }) => seat)), ready, refused, needed: Math.min(ready.length, Math.max(3, Math.ceil(Math.sqrt(ready.length)))), opened: ready.filter(({ isOpened }) => isOpened).length };
}

function together(state, classId, { seats, stamp, texts }) {
  const look = lookOf(state, classId, seats);
  if (look.ready.length === 0 || look.refused.length > 0 || look.stamp !== stamp) return [409, { code: 'batch-changed' }];
  if (look.opened < look.needed) return [409, { code: 'sample-unread' }];
  const rooms = { grade: 9, letter: '', schoolName: '' };
  for (const { seat } of look.ready) {
    const row = state.review.find((one) => one.classId === classId && one.seat === seat);
    sign(state, row, rooms, { version: 1, protocol: protocolHash(row), draft: 0, changes: [], texts });
  }
  return [200, { signed: look.ready.length }];
}

/** A release that is withdrawn takes a signed version along. */
export function withdrawSigned(state, classId, seat, reason) {
  const last = state.signed.get(at(classId, seat))?.at(-1);
  if (last === undefined) return null;
  last.release = { ...last.release, withdrawnAtMs: Date.now(), reason };
  return [204];
}
