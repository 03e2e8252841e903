// The doors of methods on paper, for looking at the pages: keys are read in part, sums only.

export function methodState() {
  const key = 'item,scale,min,max,reverse\n1,Р,0,4,0\n2,Р,0,4,1\n3,Техника,1,3,0\n';
  return { methods: [{ ...viewOf(key), id: 'm1', version: 1, title: 'Опросник склонностей', missing: 'noScore', addedBy: 'Психологова Вера', addedAtMs: Date.now() }], sheets: new Map(), mapping: { columns: {}, words: {} } };
}

/** The answer of a door of methods; null when the path is none of them. */
export function methodAnswer(state, method, path, body, word, row, room) {
  const [, , door, id, mapping] = /^\/api\/review\/schools\/([^/]+)\/methods(?:\/(look|drop|rooms)|\/([^/]+)\/(mapping))?$/.exec(path) ?? [];
  const [, classId, seat, one, deed] = /^\/api\/review\/classes\/([^/]+)\/(?:seats\/(\d+)\/methods|methods\/([^/]+)(?:\/(keying|rows|drop))?)$/.exec(path) ?? [];
  if (classId === undefined && !/^\/api\/review\/schools\/[^/]+\/methods/.test(path)) return null;
  if (method === 'POST' && word !== state.staff.word) return [403, { code: 'word-missing' }];
  if (classId !== undefined) return seat !== undefined ? [200, studentSheets(state, `${classId}/${seat}`)] : classDoor(state, classId, one, deed, body, row, room);
  if (mapping !== undefined) {
    if (method === 'POST') state.mapping = { columns: { ...state.mapping.columns, ...body.columns }, words: { ...state.mapping.words, ...body.words } };
    return method === 'POST' ? [204] : [200, state.mapping];
  }
  if (door === 'rooms') return [200, roomsOf(state.review)];
  if (method === 'GET') return [200, state.methods.map((view) => ({ ...view, sheets: countOf(state, view), waiting: countOf(state, view, 'once') }))];
  if (door === 'look') return [200, lookOf(body.key)];
  if (door === 'drop') {
    state.methods = state.methods.filter((view) => view.id !== body.method || view.version !== body.version);
    return [204];
  }
  const version = 1 + state.methods.filter((view) => view.id === body.method).length;
  const own = body.method ?? `m${state.methods.length + 1}`;
  state.methods.push({ ...viewOf(body.key), id: own, version, title: body.title, missing: body.missing, addedBy: state.staff.name, addedAtMs: Date.now() });
  return [200, { id: id ?? own, version }];
}

/** The first class is of last year. */
function roomsOf(review) {
  const now = new Date();
  const schoolYear = now.getFullYear() - (now.getMonth() < 8 ? 1 : 0);
  const rooms = [...new Map(review.map(({ classId, grade }) => [classId, { classId, grade, letter: `-${classId.slice(1)}`, kind: 'lesson', schoolYear: classId === 'c1' ? schoolYear - 1 : schoolYear }])).values()];
  return rooms.sort((one, other) => other.schoolYear - one.schoolYear);
}

function viewOf(key) {
  const rows = key.trim().split(/\r?\n/).slice(1).map((line) => line.split(/[,;]/).map((cell) => cell.trim()));
  const items = rows.map(([name, , least, most]) => ({ name, least: Number(least), most: Number(most), options: [] }));
  const scales = [...new Set(rows.map(([, scale]) => scale))].map((scale) => {
    const own = rows.filter((row) => row[1] === scale);
    const sum = (column) => own.reduce((all, row) => all + Number(row[column]), 0);
    return { id: scale, kind: 'normative', items: own.length, lowest: sum(2), highest: sum(3), reversed: sum(4) };
  });
  return { mark: key, items, scales, rows };
}

function lookOf(key) {
  const lines = key.trim().split(/\r?\n/);
  if (!/item[,;]scale[,;]min[,;]max[,;]reverse/.test(lines[0])) return { items: [], scales: [], fault: { kind: 'noColumn', line: 1, column: null } };
  const wrong = lines.slice(1).findIndex((line) => !/^[^,;]+[,;][^,;]+[,;]\d+[,;]\d+[,;][01]$/.test(line.trim()));
  return wrong >= 0 ? { items: [], scales: [], fault: { kind: 'notWhole', line: wrong + 2, column: 'max' } } : { ...viewOf(key), fault: null };
}

function classDoor(state, classId, id, deed, body, row, room) {
  const view = state.methods.findLast((one) => one.id === id && (body?.version === undefined || one.version === body.version));
  const seats = Array.from({ length: 25 }, (_, at) => at + 1).filter((seat) => row(classId, seat) !== undefined);
  if (view === undefined || seats.length === 0) return [404, { code: 'not-found' }];
  const at = (seat, day) => `${classId}/${seat} ${id} ${day}`;
  if (deed === 'drop') return state.sheets.delete(at(body.seat, body.heldOn)) ? [204] : [409, { code: 'method-changed' }];
  if (deed === 'keying') return [200, keyed(state, at(body.seat, body.heldOn), id, classId, body)];
  if (deed === 'rows') {
    return [200, { rows: body.rows.map((one) => {
      const there = state.sheets.get(at(one.seat, one.heldOn));
      state.sheets.set(at(one.seat, one.heldOn), { ...one, classId, id, version: body.version, way: 'file', writtenAtMs: Date.now() });
      return there === undefined ? 'added' : 'changed';
    }) }];
  }
  const { grade, letter, schoolName } = room(row(classId, seats[0]));
  const sheets = [...state.sheets.values()].filter((one) => one.classId === classId && one.id === id).sort((a, b) => a.seat - b.seat);
  return [200, { schoolName, className: `${grade}${letter}`, seats, sheets: sheets.map((one) => ({ ...told(one), mark: '', scores: one.way === 'once' ? null : scoresOf(view, one.answers) })) }];
}

function keyed(state, at, id, classId, body) {
  const first = state.sheets.get(at);
  const differences = first?.way === 'once' && first.keying !== body.keying
    ? body.answers.flatMap((answer, item) => (answer === first.answers[item] || body.settled.includes(item) ? [] : [{ item, first: first.answers[item] }])) : [];
  if (differences.length > 0) return { kind: 'differs', differences };
  if (first !== undefined && first.way !== 'once') return { kind: 'held', differences: [] };
  const way = body.isReadBack ? 'aloud' : first === undefined || first.keying === body.keying ? 'once' : 'twice';
  state.sheets.set(at, { ...body, classId, id, way, writtenAtMs: Date.now() });
  return { kind: way === 'once' ? 'waits' : 'kept', differences: [] };
}

const told = ({ seat, heldOn, version, way, writtenAtMs }) => ({ seat, heldOn, version, way, writtenAtMs });
const countOf = (state, view, way) => [...state.sheets.values()].filter((one) => one.id === view.id && one.version === view.version && (way === undefined || one.way === way)).length;

function studentSheets(state, at) {
  return [...state.sheets].filter(([key, { way }]) => key.startsWith(`${at} `) && way !== 'once').map(([, one]) => {
    const view = state.methods.find(({ id, version }) => id === one.id && version === one.version);
    return { ...told(one), methodId: view.id, title: view.title, scores: scoresOf(view, one.answers) };
  });
}

function scoresOf({ scales, rows }, answers) {
  return scales.map(({ id, kind, items, lowest, highest }) => {
    const own = rows.flatMap((row, at) => (row[1] === id && answers[at] !== null ? [row[4] === '1' ? Number(row[2]) + Number(row[3]) - answers[at] : answers[at]] : []));
    const raw = own.length < items ? null : own.reduce((sum, points) => sum + points, 0);
    return { scale: id, kind, raw, answered: own.length, items, lowest, highest, share: raw === null ? null : (raw - lowest) / (highest - lowest), low: null, high: null };
  });
}
