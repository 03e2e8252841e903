// Results, campaigns and access, for looking at the pages: a city of thirty schools, a class with a seat in every state.
import { demoResult } from './result.mjs';

const day = 86_400_000;
const now = Date.now();

export function resultsState() {
  return {
    schools: Array.from({ length: 30 }, (_, index) => ({ id: `s${index + 1}`, name: `Школа № ${index + 1}`, municipality: 'Город Ясный', finished: index * 7, released: index % 3 === 0 ? index * 7 : index * 2 })),
    seats: [
      seat(1, 'preliminary', { wantsTalk: true }), seat(2, 'preliminary'), seat(3, 'released', { releasedAtMs: now - day }), seat(4, 'unfinished', { finishedAtMs: null }),
      seat(5, 'closed', { finishedAtMs: null }), seat(6, 'preliminary', { withdrawn: { atMs: now - day, reason: 'unreliable' }, spare: true }),
    ],
    campaigns: [{
      id: 'g1', regionId: 'r1', regionName: 'Демонстрационная область', year: 2026, stamp: 'a', eraseFromMs: now + 1600 * day,
      settings: { opensAtMs: now - 100 * day, closesAtMs: now + 100 * day, interests: true, values: true, nextSteps: true, aptitudes: false, keepYears: 4, parentsDecide: [8, 9], operatorName: '', operatorAddress: '' },
    }],
  };
}

function seat(number, state, more = {}) {
  return { seat: number, spare: false, state, finishedAtMs: now - 2 * day, releasedAtMs: null, inDoubt: number === 2, lateSections: number === 6 ? 1 : 0, wantsTalk: false, withdrawn: null, ...more };
}

/** The answer of one of these doors, below /api/staff/. */
export function resultsAnswer(state, { acts, role }, door, query, body, qr) {
  const [first, kind, id, last] = door.split('/');
  if (first === 'results') return acts.includes('readResults') ? results(state.results, role, kind, id, last, body, qr, query.get('from')) : [403, { code: 'not-yours' }];
  if (first === 'campaigns') return acts.includes('keepCampaign') ? campaigns(state.results, kind, id, last, body) : [403, { code: 'not-yours' }];
  return acts.includes('readAudit') ? access(kind, query) : [403, { code: 'not-yours' }];
}

function sheetOf({ seat: number, releasedAtMs }) {
  const { ownPlan: _, solutions: __, ...result } = demoResult('DEMO-9');
  return { seat: number, result: { ...result, releasedAtMs, reliability: releasedAtMs === null ? null : { interestsInDoubt: false, lateSections: [] } } };
}

function results(state, role, kind, id, last, body, qr, from) {
  if (kind === undefined) return [200, role === 'psychologist' ? state.schools.slice(0, 1) : state.schools];
  if (kind === 'schools') return [200, [9, 10, 11].map((grade) => ({ id: `c${grade}`, year: 2026, grade, letter: 'А', seats: 25, finished: grade === 9 ? 4 : 0, released: grade === 9 ? 1 : 0 }))];
  if (last === 'sheets') return [200, state.seats.filter(({ seat: number, state: one }) => number >= Number(from) && number < Number(from) + 10 && (one === 'preliminary' || one === 'released')).map(sheetOf)];
  if (last === undefined) return [200, { id, schoolId: 's1', schoolName: 'Школа № 1', grade: 9, letter: 'А', empty: 19, seats: state.seats }];
  const one = state.seats.find(({ seat: number }) => number === body.seat);
  if (last === 'release') {
    const chosen = state.seats.filter((each) => each.state === 'preliminary' && (body.seat === undefined || each === one));
    state.seats = state.seats.map((each) => (chosen.includes(each) ? { ...each, state: 'released', releasedAtMs: Date.now() } : each));
    return [200, { released: chosen.length }];
  }
  if (last === 'parent-keys') return [200, state.seats.filter((each) => each.state === 'released').map((each) => ({ seat: each.seat, key: 'ABCD-EFGH-JKMN-PQRS', qr }))];
  if (one === undefined) return [404, { code: 'not-found' }];
  if (last === 'key') return [200, { key: 'ABCD-EFGH-JKMN', qr }];
  if (body.reason === undefined) return [400, { code: 'reason-empty' }];
  state.seats = state.seats.map((each) => (each === one ? { ...each, state: 'preliminary', releasedAtMs: null, withdrawn: { atMs: Date.now(), reason: body.reason } } : each));
  return [204];
}

function campaigns(state, region, id, last, body) {
  if (region === undefined) return [200, state.campaigns];
  if (id === 'next') return nextCampaign(state, body);
  const campaign = state.campaigns.find((one) => one.id === id);
  if (campaign === undefined) return [404, { code: 'not-found' }];
  const { settings } = body;
  const shorter = settings.keepYears < campaign.settings.keepYears;
  const eraseFromMs = shorter ? Date.now() + 30 * day : campaign.eraseFromMs + (settings.keepYears - campaign.settings.keepYears) * 365 * day;
  if (last === 'look') return [200, { eraseFromMs, due: shorter ? 412 : 0, preliminary: 37, solutionsOpen: null, notStarted: 120 }];
  if (body.stamp !== campaign.stamp) return [409, { code: 'campaign-changed' }];
  Object.assign(campaign, { settings, eraseFromMs, stamp: `${campaign.stamp}a` });
  return [204];
}

function nextCampaign(state, body) {
  const [newest] = state.campaigns;
  if (newest.year > 2026) return [409, { code: 'campaign-early' }];
  const [year, opensAtMs, closesAtMs] = [newest.year + 1, new Date(newest.year + 1, 0, 1).getTime(), new Date(newest.year + 2, 0, 1).getTime()];
  if (body?.year === undefined) return [200, { newestYear: newest.year, year, opensAtMs, closesAtMs, classes: 64, running: 2 }];
  state.campaigns.unshift({ ...newest, id: 'g2', year, stamp: 'a', eraseFromMs: closesAtMs + 1460 * day, settings: { ...newest.settings, opensAtMs, closesAtMs } });
  return [204];
}

function access(school, query) {
  const before = Number(query.get('before') ?? 250);
  const [from, to] = [Number(query.get('from')), Number(query.get('to'))];
  if (to <= from) return [400, { code: 'period-invalid' }];
  const person = (id, name, role, placeKind, placeTitle, acts, more = {}) => ({
    id, login: `${id}@school12.example`, name, role, placeKind, placeTitle, sinceMs: now - 200 * day, signedInAtMs: now - day, hasSecondFactor: true, disabled: false, acts, ...more,
  });
  const numbers = Array.from({ length: Math.min(100, before - 1) }, (_, index) => before - 1 - index);
  return [200, {
    schoolName: 'Школа № 12 имени Н. И. Лобачевского', fromMs: from, toMs: to,
    people: [
      person('p1', 'Анна Сергеевна Иванова', 'coordinator', 'school', 'Школа № 12', ['keepClasses', 'erase', 'readNames'], { hasSecondFactor: false }),
      person('p3', '=Мария; "Викторовна"', 'psychologist', 'school', 'Школа № 12', ['readResults', 'readNames']),
      person('p5', 'Олег Иванович', 'operator', 'server', '', ['keepServer'], { signedInAtMs: null }),
      person('p4', 'Ольга Николаевна Белова', 'teacher', 'school', 'Школа № 12', ['readNames'], { disabled: true }),
    ],
    deeds: [
      { actor: 'p1', actorName: 'Анна Сергеевна Иванова', role: 'coordinator', act: 'cardsPrinted', count: 3 },
      { actor: 'p3', actorName: '=Мария; "Викторовна"', role: 'psychologist', act: 'resultReleased', count: 21 },
      { actor: 'pin', actorName: null, role: null, act: 'lessonChanged', count: 8 },
    ],
    lines: numbers.map((number) => ({
      number, atMs: now - (250 - number) * 3_600_000, actor: 'p1', actorName: 'Анна Сергеевна Иванова', act: number % 2 === 0 ? 'cardsPrinted' : 'dataExported',
      objectKind: number % 2 === 0 ? 'class' : 'session', objectId: 'c1', objectTitle: number % 2 === 0 ? '9А' : '', detail: '',
    })),
    before: before > 101 ? before - 100 : null,
  }];
}
