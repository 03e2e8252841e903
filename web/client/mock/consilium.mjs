// Consilia, the steps they agreed and what colleagues are asked, for looking at the pages and for tests. Sealed words stay what the browser made of them.

export function consiliumState() {
  return { consilia: new Map(), observers: new Map() };
}

/** The answer of a door of consilia; null when the path is none of them. */
export function consiliumAnswer(state, method, path, query, body, word, row, room) {
  if (path === '/api/review/steps') return [200, dueOf(state, query.get('until'), row, room)];
  const [, classId, seat, door] = /^\/api\/review\/classes\/([^/]+)\/(?:seats\/(\d+)\/)?(consilium\/close|consilium|steps|observers\/recall|observers)$/.exec(path) ?? [];
  if (door === undefined) return null;
  if (method === 'POST' && word !== state.staff.word) return [403, { code: 'word-missing' }];
  if (door === 'steps') return mark(state, classId, body.marks);
  const one = row(classId, Number(seat));
  if (one === undefined) return [404, { code: 'not-found' }];
  if (door.startsWith('observers')) return observersDoor(state, at(classId, seat), method, door, body);
  const { grade, letter, schoolName } = room(one);
  const all = state.consilia.get(at(classId, seat)) ?? [];
  if (method === 'GET') return [200, { seat: Number(seat), schoolName, className: `${grade}${letter}`, key: state.schoolKey, all: structuredClone(all) }];
  return door === 'consilium' ? write(state, at(classId, seat), all, body) : close(state, all, body);
}

function observersDoor(state, key, method, door, body) {
  const forms = state.observers.get(key) ?? [];
  if (method === 'GET') return [200, { forms }];
  const other = forms.filter(({ observerId, answers, declinedAtMs }) => observerId !== body.accountId || answers !== null || (door === 'observers' && declinedAtMs === null));
  const isThere = forms.length > other.length;
  if (door === 'observers/recall') {
    state.observers.set(key, other);
    return isThere ? [204] : [409, { code: 'observer-changed' }];
  }
  const name = state.colleagues.find(({ id }) => id === body.accountId)?.name;
  if (name === undefined || other.some(({ observerId }) => observerId === body.accountId)) return [409, { code: 'observer-changed' }];
  state.observers.set(key, [...other, { observerId: body.accountId, observer: name, askedAtMs: Date.now(), answeredAtMs: null, declinedAtMs: null, questions: null, answers: null }]);
  return [204];
}

const at = (classId, seat) => `${classId}/${seat}`;

function write(state, key, all, body) {
  const last = all.at(-1);
  const open = last !== undefined && last.closedAtMs === null ? last : null;
  if (body.number !== (open?.number ?? (last?.number ?? 0) + 1) || body.revision !== (open?.revision ?? 0) + 1 || body.generation !== state.schoolKey.generation) return [409, { code: 'consilium-changed' }];
  const names = new Map(state.colleagues.map(({ id, name }) => [id, name]));
  const row = {
    ...body, participants: body.participants.map((one) => ({ ...one, name: names.get(one.accountId) ?? (one.accountId === null ? null : state.staff.name) })),
    steps: body.steps.map((step) => ({ ...step, outcomes: [] })), writtenBy: state.staff.name, writtenAtMs: Date.now(), closedBy: null, closedAtMs: null, hash: null,
  };
  state.consilia.set(key, open === null ? [...all, row] : [...all.slice(0, -1), row]);
  return [204];
}

function close(state, all, { number, revision }) {
  const last = all.at(-1);
  if (last === undefined || last.closedAtMs !== null || last.number !== number || last.revision !== revision) return [409, { code: 'consilium-changed' }];
  if (last.heldOn === null || last.participants.length === 0) return [400, { code: 'consilium-incomplete' }];
  Object.assign(last, { closedBy: state.staff.name, closedAtMs: Date.now(), hash: 'c0ffee12'.repeat(8) });
  return [204];
}

function mark(state, classId, marks) {
  const found = marks.map((one) => ({ one, step: (state.consilia.get(at(classId, one.seat)) ?? []).find(({ number }) => number === one.number)?.steps[one.step - 1] }));
  if (found.some(({ one, step }) => step === undefined || step.outcomes.length !== one.entry || (one.outcome === 'goesOn') !== (one.next !== null))) return [409, { code: 'steps-changed' }];
  for (const { one, step } of found) step.outcomes.push({ outcome: one.outcome, next: one.next, by: state.staff.name, atMs: Date.now() });
  return [204];
}

function dueOf(state, until, row, room) {
  const rows = [...state.consilia].flatMap(([key, all]) => {
    const [classId, seat] = key.split('/');
    const { schoolId, schoolName, grade, letter } = room(row(classId, Number(seat)));
    return all.filter(({ closedAtMs }) => closedAtMs !== null).flatMap(({ number, steps }) => steps.map(({ kind, due, outcomes }, index) => ({
      classId, schoolId, schoolName, className: `${grade}${letter}`, seat: Number(seat), number, step: index + 1, kind, due, asked: outcomes.at(-1)?.next ?? due, entry: outcomes.length,
      isOver: outcomes.length > 0 && outcomes.at(-1).next === null,
    })));
  }).filter(({ asked, isOver }) => !isOver && asked <= until).map(({ isOver: _, ...one }) => one);
  return { total: rows.length, rows: rows.toSorted((one, other) => one.asked.localeCompare(other.asked)) };
}
