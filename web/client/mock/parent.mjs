// What a parent does by a link, and the registry of decisions, for looking at the pages. Any link of twenty signs opens /parent;
// one that begins with G was erased, one with U has no operator of the data named. A key of sixteen signs opens a psychologist's text, one with W is closed.
import text from '../../../engine/Consent/Texts/parent-4.json' with { type: 'json' };
import mirror from '../../../engine/Instruments/Library/parents-mirror/1.2.0/instrument.json' with { type: 'json' };

/** The questions as the server makes them of the instrument. */
export function parentQuestions() {
  const { version, instruction, items, formats, scoring } = mirror;
  const sphereOf = (id) => scoring.keys.find(({ items: keyed }) => keyed.some(({ item }) => item === id))?.scale ?? null;
  const questions = items.map(({ id, text, format, options }) => {
    const { type, labels, most = 1, exclusive = [] } = formats[format];
    const kind = { likert: 'rating', singleChoice: 'one', multipleChoice: 'several' }[type];
    return { id, sphere: sphereOf(id), kind, text, answers: labels ?? options.map((one) => one.text), most, alone: exclusive };
  });
  return { version, form: 'full', instruction, questions };
}

/** Somebody's answers: likes the first things more. */
export const parentAnswers = ({ questions }) => questions.map(({ kind }, at) => (kind === 'several' ? '0+2' : kind === 'one' ? '2' : at === 3 ? '' : String(4 - (at % 5))));

const day = 86_400_000;

export function parentState() {
  const now = Date.now();
  const line = (party, decision, way, atMs, recordedBy = null) => ({ party, decision, textVersion: way === 'paper' ? 'paper' : party === 'parent' ? 'parent-4' : 'consent-3-timed', way, atMs, recordedBy });
  const seat = (number, parent, history, requests = []) => ({
    seat: number, spare: false, state: number === 4 ? 'expired' : 'issued', student: null, parent, history, requests,
  });
  return {
    decided: [],
    asked: [],
    answers: null,
    room: [
      seat(1, 'agreed', [line('parent', 'agreed', 'link', now - 3 * day)]),
      seat(2, 'agreed', [line('parent', 'refused', 'link', now - 5 * day), line('parent', 'agreed', 'paper', now - day, 'Анна Сергеевна Иванова')]),
      seat(3, 'withdrawn', [line('parent', 'agreed', 'link', now - 4 * day), line('parent', 'withdrawn', 'link', now - day)], [{ id: 'q1', kind: 'deletion', askedAtMs: now - day }, { id: 'q2', kind: 'meeting', askedAtMs: now - day }]),
      seat(4, null, []),
      seat(5, null, []),
    ],
  };
}

/** The answer of one of these doors, or null where the path is none of them. */
export function parentAnswer(state, path, body, staff) {
  if (path.startsWith('/api/parent/')) return parent(state, path.slice('/api/parent/'.length), body);
  if (!path.startsWith('/api/consent/classes')) return null;
  if (staff === null) return [401, { code: 'sign-in' }];
  if (!staff.acts.includes('keepConsent')) return [403, { code: 'not-yours' }];
  return registry(state, path.split('/')[4], path.split('/')[5], body);
}

function parent(state, door, { link = '', key = '', agree, kind, answers }) {
  if (door === 'text') return textOf(key.replace(/[^0-9A-Z]/gi, '').toUpperCase());
  const signs = link.replace(/[^0-9A-Z]/gi, '').toUpperCase();
  if (signs.length !== 20) return [404, { code: 'link-unknown' }];
  if (signs.startsWith('G')) return door === 'look' ? [200, { seen: null, text: null }] : [404, { code: 'link-unknown' }];
  const last = state.decided.at(-1)?.decision ?? null;
  if (door === 'look') {
    const named = signs.startsWith('U') ? { operatorName: '', operatorAddress: '' } : { operatorName: 'Центр профориентации «Компас»', operatorAddress: 'город Ясный, улица Садовая, 5' };
    return [200, { text, seen: { schoolName: 'Школа № 12 имени Н. И. Лобачевского', className: '9Б', seat: 7, isNeeded: true, decision: last, progress: 'before', eraseFromMs: Date.now() + 1600 * day, ...named, decided: state.decided, asked: state.asked } }];
  }
  const now = Date.now();
  if (door === 'form') return [200, { isOpen: last === 'agreed', untilMs: now + 60 * day, answeredAtMs: state.answers === null ? null : now, questions: parentQuestions(), answers: state.answers }];
  if (door === 'answers') {
    if (last !== 'agreed') return [409, { code: 'parent-form-closed' }];
    state.answers = answers;
  }
  if (door === 'decide' && !agree) state.answers = null;
  if (door === 'decide') state.decided = [...state.decided, { decision: agree ? 'agreed' : last === 'agreed' ? 'withdrawn' : 'refused', way: 'link', atMs: Date.now() }];
  if (door === 'ask') state.asked = [...state.asked, { kind, askedAtMs: Date.now(), closedAtMs: null }];
  if (door === 'recall') state.asked = state.asked.filter((one) => one.kind !== kind);
  return [204];
}

function textOf(signs) {
  if (signs.length !== 16) return [404, { code: 'link-unknown' }];
  if (signs.startsWith('W')) return [410, { code: 'text-closed' }];
  const text = 'Ваш ребёнок с интересом рассказывал об опытах. Спросите его, что получилось в последний раз.\nРешать за него не нужно: хорошо, если он попробует сам.';
  return [200, { schoolName: 'Школа № 12 имени Н. И. Лобачевского', className: '9Б', text, signer: 'Мария Викторовна Константинопольская-Преображенская', signedAtMs: Date.now() - day, seal: '3f9a0c51be72' }];
}

function registry(state, id, deed, { seats = [], party, agree, request }) {
  if (id === undefined) {
    const count = (is) => state.room.filter(is).length;
    return [200, [{
      id: 'c1', schoolName: 'Школа № 12 имени Н. И. Лобачевского', year: 2026, className: '9Б', isNeeded: true, seats: state.room.length, agreed: count((one) => one.parent === 'agreed'),
      against: count((one) => one.parent === 'withdrawn' || one.parent === 'refused'), missing: count((one) => one.parent === null), studentAgainst: 0,
      requests: state.room.flatMap((one) => one.requests).length,
    }]];
  }
  if (deed === undefined) return [200, { id, schoolName: 'Школа № 12 имени Н. И. Лобачевского', className: '9Б', isNeeded: true, seats: state.room }];
  if (deed === 'record') {
    const decision = agree ? 'agreed' : 'refused';
    const line = { party, decision, textVersion: 'paper', way: 'paper', atMs: Date.now(), recordedBy: 'Анна Сергеевна Иванова' };
    state.room = state.room.map((one) => (seats.includes(one.seat) ? { ...one, [party]: decision, history: [...one.history, line] } : one));
    return [200, { recorded: seats.length }];
  }
  state.room = state.room.map((one) =>
    !one.requests.some((asked) => asked.id === request) ? one
    : deed === 'erase' ? { ...one, state: 'expired', student: null, parent: null, history: [], requests: [] }
    : { ...one, requests: one.requests.filter((asked) => asked.id !== request) });
  return [204];
}
