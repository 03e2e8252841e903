// The day of a made-up region: five municipalities of eight schools of six classes, which move on with every look; two schools in trouble.
const none = { classes: 0, on: 0, over: 0, expected: 0, joined: 0, finished: 0, expectedNow: 0, joinedNow: 0, waiting: 0, answering: 0, lost: 0, finishedNow: 0, unsent: 0 };
const sum = (parts) => parts.reduce((all, part) => Object.fromEntries(Object.keys(none).map((key) => [key, all[key] + part[key]])), none);
const ids = Array.from({ length: 40 }, (_, index) => index);
const municipalityOf = (index) => Math.floor(index / 8);
const messages = [];
let rate = 400;

function schoolOf(index, turn) {
  const isOn = index % 3 !== 2;
  const finished = isOn ? Math.min(100, (turn + index) % 110) : 0;
  const lost = isOn && index % 17 === 0 ? 12 : 0;
  const answering = isOn ? 140 - finished - lost : 0;
  const count = {
    ...none, classes: 6, on: isOn ? 6 : 0, expected: 150, joined: isOn ? 140 : 0, finished, expectedNow: isOn ? 150 : 0, joinedNow: isOn ? 140 : 0, answering, lost,
    finishedNow: finished, unsent: lost * 3,
  };
  const troubles = lost > 0.2 * (lost + answering) ? 1 : 0;
  return { id: `s${index}`, name: `Школа № ${index + 1}`, municipalityId: `m${municipalityOf(index)}`, count, troubles };
}

/** The answer of a door of the day, or null when the path is none of them. */
export function dayAnswer(state, method, path, body) {
  if (/^\/api\/(?:staff\/schools|board)\/[^/]+\/words$/.test(path)) return method === 'GET' ? [200, []] : [204, undefined];
  if (!path.startsWith('/api/day')) return null;
  if (state.staff === null) return [401, { code: 'sign-in' }];
  if (!state.staff.acts.some((act) => ['readFigures', 'leadDay', 'keepCampaign'].includes(act))) return [403, { code: 'not-yours' }];
  if (path === '/api/day/entry') return [200, { perSecond: method === 'POST' ? (rate = body.perSecond ?? 400) : rate, usual: 400, least: 10, most: 800, waiting: 0 }];
  if (path === '/api/day/lessons') return [200, { done: 26, missed: [], next: null }];
  if (path === '/api/day/messages' && method === 'POST') {
    const now = Date.now();
    messages.unshift({ id: `w${messages.length}`, kind: body.kind, placeId: body.id, words: body.words, sentAtMs: now, endsAtMs: now + body.minutes * 60_000, isOpen: true, canEnd: true, schools: 40, readBy: [] });
    return [204, undefined];
  }
  if (path === '/api/day/messages') return [200, messages];
  if (path === '/api/day/messages/end') {
    for (const one of messages) if (one.id === body.message) one.isOpen = one.canEnd = false;
    return [204, undefined];
  }
  const turn = Math.floor(Date.now() / 2_000);
  const [, school] = /^\/api\/day\/schools\/s(\d+)$/.exec(path) ?? [];
  if (school !== undefined) {
    const { count } = schoolOf(Number(school), turn);
    const share = Object.fromEntries(Object.entries(count).map(([key, value]) => [key, Math.floor(value / 6)]));
    const classes = ['8А', '8Б', '9А', '9Б', '10А', '11А'].map((name, place) => ({ id: `c${place}`, name, lesson: count.on > 0 ? 'running' : 'lobby', isOn: count.on > 0, count: share }));
    return [200, { id: `s${school}`, atMs: Date.now(), classes }];
  }
  const schools = ids.map((index) => schoolOf(index, turn));
  const municipalities = Array.from({ length: 5 }, (_, index) => {
    const own = schools.filter(({ municipalityId }) => municipalityId === `m${index}`);
    return { id: `m${index}`, name: `Округ ${index + 1}`, count: sum(own.map(({ count }) => count)), troubles: own.filter(({ troubles }) => troubles > 0).length };
  });
  const troubles = schools.filter((one) => one.troubles > 0).map((one) => ({
    kind: 'linksLost', className: null, server: null, number: one.count.lost, of: one.count.lost + one.count.answering, sinceMs: Date.now() - 240_000,
    place: { schoolId: one.id, schoolName: one.name, municipalityId: one.municipalityId, municipalityName: `Округ ${municipalityOf(Number(one.id.slice(1))) + 1}` },
  }));
  const minute = Math.floor(Date.now() / 60_000);
  const trend = Array.from({ length: 60 }, (_, index) => ({ minute: minute - 59 + index, joined: 60 * index, finished: 20 * index, answering: 40 * index, lost: index % 9 }));
  const load = { answersPerSecond: 640, waiting: 3, writerShare: 0.31, processorShare: 0.44, isStarved: false, isStoreLost: false, queue: 0, entriesPerSecond: rate };
  return [200, {
    revision: `mock-${turn}`, isWhole: true, atMs: turn * 2_000, placeName: 'Демонстрационная область', total: sum(schools.map(({ count }) => count)), municipalities, schools,
    troubles, trend, servers: [{ name: 'server-1', isHeard: true, load, about: { version: '0.1.0', schema: '0046_nodes', content: '0000000000000000', keys: '0000000000000000', startedMs: Date.now() - 36e5, isDraining: false } }], rehearsed: { answering: 410, students: 1000, atMs: Date.now() - 864e5 },
  }];
}
