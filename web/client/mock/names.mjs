// The doors of names, for looking at the pages: what browsers seal is kept as it comes, by the rules of engine/Names. A colleague without
// a browser ("p2", a teacher) waits for the key with a public half of nobody. POST /mock {"names": {...}} replaces members.
const nobody = 'BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU';
const schools = [{ id: 's1', title: 'Школа № 12 имени Н. И. Лобачевского' }, { id: 's2', title: 'Гимназия № 3' }];
const classes = [{ id: 'c1', name: '9Б', year: 2026, seats: 6, boardLink: 'demo' }, { id: 'c2', name: '10А', year: 2026, seats: 4, boardLink: 'demo' }, { id: 'c0', name: '8Б', year: 2025, seats: 6, boardLink: 'demo' }];

export function namesState() {
  return { names: { pairs: {}, generation: 0, recovery: null, isDue: false, wraps: {}, lists: {}, past: [], notes: {}, ties: [] } };
}

/** The answer of a door of names, or null when the path is none of them. */
export function namesAnswer(state, method, path, body, word) {
  const door = /^\/api\/names(?:\/(pair|schools|classes)(?:\/([^/]+)(?:\/(\w+(?:\/\w+)?))?)?)?$/.exec(path);
  if (door === null) return null;
  const me = state.staff;
  if (me === null) return [401, { code: 'sign-in' }];
  if (!me.acts.includes('readNames')) return [403, { code: 'not-yours' }];
  if (method === 'POST' && word !== me.word) return [403, { code: 'word-missing' }];
  const names = state.names;
  const changed = [409, { code: 'names-changed' }];
  const [, room, id, deed] = door;
  if (room === undefined) return [200, { pair: names.pairs[me.id] ?? null, schools: schools.slice(0, me.role === 'psychologist' ? 2 : 1) }];
  if (room === 'pair') {
    if ((names.pairs[me.id]?.publicKey ?? null) !== body.replaces) return changed;
    names.pairs[me.id] = { publicKey: body.publicKey, sealedPrivate: body.sealedPrivate };
    delete names.wraps[me.id];
    return [204];
  }
  if (room === 'classes' && deed === 'notes') return notesAnswer(names, me, method, id, body) ?? changed;
  if (room === 'classes') {
    const list = names.lists[id] ?? null;
    if (method === 'GET') return [200, { schoolId: 's1', generation: names.generation, wrapped: names.wraps[me.id] ?? null, list }];
    if (body.generation !== names.generation || body.revision !== (list?.revision ?? 0) + 1) return changed;
    names.lists[id] = { classId: id, ...body };
    return [204];
  }
  if (deed?.startsWith('years')) {
    if (!me.acts.includes('linkYears')) return [403, { code: 'not-yours' }];
    return [200, yearsAnswer(names, deed.slice(6), body)];
  }
  if (deed === 'lists') return [200, Object.values(names.lists)];
  if (deed === 'hand') {
    if (body.generation !== names.generation || (names.wraps[body.accountId] !== undefined && body.accountId !== me.id)) return changed;
    names.wraps[body.accountId] = body.wrapped;
    return [204];
  }
  if (deed === 'key') return change(names, body) ? [204] : changed;
  return [200, school(state, schools.find((one) => one.id === id) ?? schools[0])];
}

/** The last place of every class agreed to earlier words. */
function yearsAnswer(names, deed, body) {
  const at = (place) => `${place.classId} ${place.seat}`;
  if (deed === 'link') {
    names.ties = [...names.ties, ...body.pairs.map(({ now, earlier }) => [at(now), at(earlier)])];
    return { linked: body.pairs.length, passed: [] };
  }
  if (deed === 'unlink' || deed === 'drop') {
    const gone = new Set(body.places.map(at));
    const kept = names.ties.filter((pair) => !pair.some((place) => gone.has(place)));
    const undone = names.ties.length - kept.length;
    names.ties = kept;
    return { undone };
  }
  const tie = (place) => {
    const found = names.ties.findIndex((pair) => pair.includes(place));
    return found < 0 ? null : found;
  };
  return {
    schoolId: 's1', year: 2026, earlierYear: 2025,
    classes: classes.map(({ id, name, year, seats }) => ({
      classId: id, className: name, grade: parseInt(name, 10), year,
      seats: Array.from({ length: seats }, (_, index) => ({ seat: index + 1, words: index + 1 === seats ? 'other' : 'agreed', tie: tie(`${id} ${index + 1}`) })),
    })),
  };
}

function notesAnswer(names, me, method, id, body) {
  if (!me.acts.includes('readResults')) return [403, { code: 'not-yours' }];
  const wrapped = names.wraps[me.id] ?? null;
  const notes = (names.notes[id] ??= []);
  if (method === 'GET') return [200, { schoolId: 's1', generation: names.generation, wrapped, ...(wrapped === null ? { past: [], notes: [] } : { past: names.past, notes }) }];
  const old = notes.find((note) => note.seat === body.seat);
  if (wrapped === null || body.generation !== names.generation || body.revision !== (old?.revision ?? 0) + 1) return null;
  names.notes[id] = [...notes.filter((note) => note !== old), body];
  return [204];
}

function school({ staff: me, names, people }, one) {
  const person = ({ id, name, role }) => ({ id, name, role, publicKey: names.pairs[id]?.publicKey ?? (id === 'p2' ? nobody : null), holds: id in names.wraps });
  return {
    ...one, generation: names.generation, wrapped: names.wraps[me.id] ?? null, recovery: names.recovery, isDue: names.isDue,
    people: [me, ...people.filter((other) => other.id !== me.id && !other.disabled)].map(person),
    classes: classes.map((room) => ({ ...room, revision: names.lists[room.id]?.revision ?? 0 })),
  };
}

function change(names, { from, recovery, wraps, lists, dropLists, past }) {
  if (dropLists) Object.assign(names, { lists: {}, notes: {}, past: [] });
  const whole = lists.length === Object.keys(names.lists).length && lists.every((list) => names.lists[list.classId]?.revision === list.revision - 1);
  if (from !== names.generation || !whole) return false;
  Object.assign(names, { generation: from + 1, recovery, isDue: false });
  if (past !== null) names.past = [...names.past, { generation: from, sealed: past }];
  names.wraps = Object.fromEntries(wraps.map((wrap) => [wrap.accountId, wrap.wrapped]));
  names.lists = Object.fromEntries(lists.map((list) => [list.classId, { ...list, generation: from + 1 }]));
  return true;
}
