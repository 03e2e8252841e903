// Sittings, for looking at the page: two made, a class with thirty places, everything refused that is called "нельзя".
const day = 86_400_000;
const now = Date.now();
const section = (instrument, form, title, items, minutes, more = {}) => ({
  instrument, form, version: '1.1.0', title, items, minutes, slowMinutes: Math.ceil(minutes * 1.7), seconds: null, hasTasks: false, repeated: 0, ...more,
});
const sections = [
  section('riasec', 'short48', 'Интересы', 48, 5), section('object-of-work', 'full', 'С чем работать', 40, 4), section('work-values-7', 'full', 'Что важно в работе', 7, 3),
  section('plans', 'full', 'Планы', 14, 4), section('aptitude-verbal', 'a', 'Слова', 8, 5, { seconds: 300, hasTasks: true }), section('inclinations', 'full', 'Склонности', 24, 6),
];
const sitting = (classId, className, more = {}) => ({
  classId, className, boardLink: 'demo', place: 'class', lesson: 'lobby', isOver: false, madeAtMs: now - day, endsAtMs: now + 6 * day, madeBy: 'Мария Викторовна Константинопольская-Преображенская',
  sections: ['Интересы', 'Что важно в работе'], minutes: 8, seats: 25, answering: 3, finished: 12, agreed: 20, repeated: 25, ...more,
});

export function sittingsState() {
  return {
    sittings: [
      sitting('s1', '9А · Интересы, ценности'),
      sitting('s2', '10 · Кружок', { place: 'home', lesson: 'ended', isOver: true, endsAtMs: now - day, answering: 1, finished: 6, seats: 8, repeated: 0 }),
    ],
  };
}

/** The answer of one of these doors, below /api/staff/sittings. */
export function sittingsAnswer(state, { acts, role }, door, body) {
  if (!acts.includes('holdSittings')) return [403, { code: 'not-yours' }];
  const [, kind, id, last] = door.split('/');
  if (kind === undefined) return [200, role === 'psychologist' ? [{ id: 's1', name: 'Школа № 12', municipality: 'Город Ясный', sittings: state.sittings.length, open: 1 }] : []];
  if (kind !== 'schools') {
    state.sittings = state.sittings.map((one) => (one.classId === kind ? { ...one, isOver: true, answering: 0, endsAtMs: Date.now() } : one));
    return [204];
  }
  if (body.title === undefined) return [200, school(state)];
  const look = lookOf(body);
  if (last === 'look' || look.faults.length > 0) return [200, last === 'look' ? look : { classId: null, look }];
  state.sittings = [sitting(`s${state.sittings.length + 1}`, look.name, { seats: look.seats, answering: 0, finished: 0, repeated: 0, place: body.place, endsAtMs: body.endsAtMs }), ...state.sittings];
  return [200, { classId: state.sittings[0].classId, look }];
}

function school(state) {
  return {
    id: 's1', name: 'Школа № 12 имени Н. И. Лобачевского', windowEndsAtMs: now + 100 * day, sittings: state.sittings,
    sources: [
      ...[8, 9, 10].map((grade) => ({ classId: `c${grade}`, className: `${grade}А`, grade, isSitting: false, seats: Array.from({ length: 30 }, (_, index) => index + 1) })),
      { classId: 's1', className: '9А · Интересы, ценности', grade: 9, isSitting: true, seats: [1, 2, 5] },
    ],
    offers: [8, 9, 10, 11].map((grade) => ({ grade, parentsDecide: grade < 10, sections })),
  };
}

function lookOf(body) {
  const chosen = sections.filter((one) => body.instruments.some((wanted) => wanted.instrument === one.instrument)).map((one) => ({ ...one, repeated: one.instrument === 'riasec' ? 25 : 0 }));
  const grade = body.grade ?? (Number(/\d+/.exec(body.classId)?.[0]) || 9);
  const faults = body.title === 'нельзя' ? [{ kind: 'titleTaken', instrument: null, seats: 0 }, { kind: 'solutionsOpen', instrument: 'aptitude-verbal', seats: 3 }] : [];
  return {
    name: `${grade}${body.grade === undefined ? 'А' : ''} · ${body.title}`, grade, seats: body.size ?? body.seats?.length ?? 30, sections: chosen,
    minutes: chosen.reduce((sum, one) => sum + one.minutes, 0), slowMinutes: chosen.reduce((sum, one) => sum + one.slowMinutes, 0), parentsDecide: grade < 10, faults,
  };
}
