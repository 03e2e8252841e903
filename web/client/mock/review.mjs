// The doors of reviews, for looking at the pages: eighty classes of twenty-five, ordered as the server orders them. In class c1 "flat" tells nobody apart.
import { consiliumAnswer, consiliumState } from './consilium.mjs';
import { decisionAnswer, decisionState, withdrawSigned } from './decision.mjs';
import { parentAnswers, parentQuestions } from './parent.mjs';
import { methodAnswer, methodState } from './methods.mjs';
import { pathOf, protocolOf } from './protocol.mjs';

const page = 50;
const weights = { askedForTalk: 100, parentAsked: 90, unreliable: 60, undecided: 50, planAgainstValues: 30, gap: 30, flat: 20 };
const evidence = { unreliable: ['monotony', 'haste'], undecided: ['decidedness', 'goal'], planAgainstValues: ['service', 'independence'], gap: ['R', 'spatial'] };
const every = { askedForTalk: 13, parentAsked: 41, unreliable: 17, undecided: 7, planAgainstValues: 19, gap: 11, flat: 9 };

export function reviewState() {
  const now = Date.now();
  return {
    ...decisionState(),
    ...consiliumState(),
    ...methodState(),
    review: Array.from({ length: 2_000 }, (_, index) => {
      const [room, seat] = [1 + Math.floor(index / 25), 1 + (index % 25)];
      const grade = 8 + (room % 4);
      const fires = (reason) => (reason === 'undecided' ? grade % 2 === 1 : true) && ((index + room) % every[reason] === 0 || (reason === 'flat' && room === 1 && seat % 2 === 0));
      const needs = Object.keys(weights).filter(fires).map((reason) => ({ reason, evidence: evidence[reason] ?? [] }));
      return { classId: `c${room}`, grade, seat, needs, finishedAtMs: now - index * 60_000, releasedAtMs: index % 10 === 3 ? now : null, talk: null };
    }),
  };
}

/** The answer of a door of reviews, or null when the path is none of them. */
export function reviewAnswer(state, method, path, query, body, word) {
  const [, withdrawn] = /^\/api\/staff\/results\/classes\/([^/]+)\/withdraw$/.exec(path) ?? [];
  if (withdrawn !== undefined && state.staff !== null) return withdrawSigned(state, withdrawn, body.seat, body.reason);
  if (!path.startsWith('/api/review/')) return null;
  if (state.staff === null) return [401, { code: 'sign-in' }];
  if (!state.staff.acts.includes('readResults')) return [403, { code: 'not-yours' }];
  if (path === '/api/review/queue') return queue(state.review, query);
  const row = (classId, seat) => state.review.find((one) => one.classId === classId && one.seat === seat);
  const room = (one) => roomsOf([one])[0];
  const met = consiliumAnswer(state, method, path, query, body, word, row, room);
  if (met !== null) return met;
  const held = methodAnswer(state, method, path, body, word, row, room);
  if (held !== null) return held;
  const decided = decisionAnswer(state, method, path, body, word, row, room);
  if (decided !== null) return decided;
  const [, ofParent] = /^\/api\/review\/classes\/[^/]+\/seats\/(\d+)\/parent$/.exec(path) ?? [];
  if (ofParent !== undefined) return [200, { form: Number(ofParent) % 2 === 0 ? null : parentForm() }];
  const [, classId, seat, more] = /^\/api\/review\/classes\/([^/]+)\/seats\/(\d+)(\/path)?$/.exec(path) ?? [];
  if (classId !== undefined) {
    state.opened.add(`${classId}/${seat}`);
    return profile(state.review, classId, Number(seat), more !== undefined);
  }
  if (path !== '/api/review/talks' || method !== 'POST') return null;
  if (word !== state.staff.word) return [403, { code: 'word-missing' }];
  const one = state.review.find(({ classId, seat }) => classId === body.classId && seat === body.seat);
  if (one === undefined) return [404, { code: 'not-found' }];
  one.talk = body.held ? (one.talk ?? { atMs: Date.now(), by: state.staff.name }) : null;
  return [204];
}

/** Parents of odd seats have answered. */
function parentForm() {
  const questions = parentQuestions();
  return { questions, answeredAtMs: Date.now() - 86_400_000, answers: parentAnswers(questions) };
}

const states = {
  needsTalk: ({ needs, talk }) => needs.length > 0 && talk === null,
  talked: ({ talk }) => talk !== null,
  released: ({ releasedAtMs }) => releasedAtMs !== null,
  ordinary: ({ needs }) => needs.length === 0,
};
const has = (row, reason) => row.needs.some((need) => need.reason === reason);

function profile(all, classId, seat, isPath) {
  const row = all.find((one) => one.classId === classId && one.seat === seat);
  if (row === undefined) return [404, { code: 'not-found' }];
  return [200, isPath ? pathOf() : protocolOf(row, roomsOf([row])[0])];
}

function queue(all, query) {
  const classes = roomsOf(all);
  const useless = new Set(classes.flatMap(({ classId, rates }) => rates.filter((rate) => rate.isUseless).map(({ reason }) => `${classId} ${reason}`)));
  const weightOf = ({ classId, needs }) => needs.reduce((sum, { reason }) => sum + (useless.has(`${classId} ${reason}`) ? 0 : weights[reason]), 0);
  const wanted = (name, right) => query.get(name) === null || right(query.get(name));
  let rows = all
    .filter((row) => wanted('reason', (reason) => has(row, reason)) && wanted('class', (id) => row.classId === id) && wanted('grade', (grade) => row.grade === Number(grade)) && wanted('seat', (seat) => row.seat === Number(seat)))
    .filter((row) => wanted('state', (state) => states[state](row)))
    .sort((one, other) => weightOf(other) - weightOf(one) || (one.classId < other.classId ? -1 : one.classId > other.classId ? 1 : one.seat - other.seat));
  if (query.get('talks') !== null) rows = rows.filter(states.needsTalk).slice(0, Number(query.get('talks')));
  const from = Number(query.get('from') ?? 0);
  return [200, {
    counts: { all: all.length, ...Object.fromEntries(Object.entries(states).map(([name, right]) => [name, all.filter(right).length])), waiting: 0 },
    reasons: Object.keys(weights).map((reason) => {
      const those = all.filter((row) => has(row, reason));
      return { reason, all: those.length, left: those.filter(states.needsTalk).length };
    }),
    classes,
    total: rows.length,
    rows: rows.slice(from, from + page).map(({ grade: _, ...row }) => ({ ...row, isTalked: row.talk !== null, others: [] })),
  }];
}

function roomsOf(all) {
  const rooms = new Map();
  for (const row of all) rooms.set(row.classId, [...(rooms.get(row.classId) ?? []), row]);
  return [...rooms].map(([classId, rows]) => ({
    classId, schoolId: 's1', schoolName: 'Школа № 12 имени Н. И. Лобачевского', grade: rows[0].grade, letter: `-${classId.slice(1)}`, finished: rows.length,
    rates: Object.keys(weights).map((reason) => {
      const fired = rows.filter((row) => has(row, reason)).length;
      return { reason, fired, of: rows.length, isUseless: weights[reason] < weights.parentAsked && fired * 3 >= rows.length };
    }).filter(({ fired }) => fired > 0),
  }));
}
