// A small stand-in for the server, for looking at the pages: everything in memory, nothing checked twice. Never part of a build.
// Usage: node mock/server.mjs [port]; serves ../wwwroot, plain HTTP only (the hub answers 404, so the client falls back).
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { collegeWays, professions, profiles, universityWays } from './atlas.mjs';
import { dayAnswer } from './day.mjs';
import { demoBoard, demoPackage, demoSetup } from './demo.mjs';
import { groupsAnswer } from './groups.mjs';
import { namesAnswer, namesState } from './names.mjs';
import { parentAnswer, parentState } from './parent.mjs';
import { demoResult, demoYears } from './result.mjs';
import { reviewAnswer, reviewState } from './review.mjs';
import { demoSolutions } from './solutions.mjs';
import { staffAnswer, staffState } from './staff.mjs';
import { watchAnswer } from './watch.mjs';

const atlasFile = { sectors: [{ id: 'health', title: 'Медицина' }, { id: 'science', title: 'Наука и исследования' }], professions, directions: [...collegeWays, ...universityWays], profiles };

const port = Number(process.argv[2] ?? 5080);
const root = new URL('../../wwwroot/', import.meta.url).pathname;
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml' };
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const state = { run: 'lobby', sessions: new Map(), offline: false, ...staffState(), ...namesState(), consent: parentState(), ...reviewState() };
const place = { schoolName: 'Школа № 12 имени Н. И. Лобачевского', className: '9Б', classId: 'c1', grade: 9, seat: 7 };

// Signed by the server's own code; the key is of that file alone.
async function signedPortfolio() {
  return JSON.parse(await readFile(new URL('../test/portfolio.fixture.json', import.meta.url), 'utf8'));
}

function session(token) {
  if (!state.sessions.has(token)) state.sessions.set(token, { epoch: 0, log: [], consent: null, state: 'issued', seat: 7 });
  return state.sessions.get(token);
}

function hello(one, body) {
  const reply = (status) => ({
    status, epoch: one.epoch, hw: one.log.length, state: one.state, run: state.run, consent: one.consent, serverNowMs: Date.now(), deadlineMs: null,
    answers: body.lastAck < one.log.length ? [...new Map(one.log.map(({ q, v, d }) => [q, { q, v, d }])).values()] : null, sections: sectionsOf(one), retryMs: 0,
  });
  if (body.epoch !== null && body.epoch !== one.epoch) return reply('superseded');
  if (body.epoch === null) one.epoch++;
  return reply('ok');
}

// Of a start entry the first counts; the mock's clock knows no pauses.
function sectionsOf(one) {
  const items = demoPackage.steps.reduce((sum, step) => sum + step.items.length, 0);
  const starts = new Map();
  for (const { q, at } of one.log) if (q >= items && !starts.has(q)) starts.set(q, at);
  return [...starts].map(([q, at]) => ({ step: q - items, elapsedMs: Date.now() - at }));
}

function put(one, body) {
  const reply = (status) => ({ status, hw: one.log.length, rem: null, retryMs: 0 });
  if (body.e !== one.epoch) return reply('superseded');
  if (one.state === 'finished' || one.consent !== true) return reply('closed');
  if (body.n > one.log.length + 1) return reply('gap');
  body.a.forEach((answer, index) => {
    if (body.n + index === one.log.length + 1) one.log.push({ ...answer, at: Date.now() });
  });
  one.state = 'inProgress';
  return reply('ok');
}

function finish(one, body) {
  if (body.e !== one.epoch) return { status: 'superseded', hw: one.log.length, state: one.state, resultKey: null, retryMs: 0 };
  if (body.lastSeq !== one.log.length) return { status: 'gap', hw: one.log.length, state: one.state, resultKey: null, retryMs: 0 };
  one.state = 'finished';
  return { status: 'ok', hw: one.log.length, state: one.state, resultKey: 'К7РМ-4Д2Х-ВТ9Н', retryMs: 0 };
}

async function answer(method, { pathname: path, searchParams: query }, body, token, word) {
  if (path === '/mock') return [200, Object.assign(state, body)];
  const staffs = namesAnswer(state, method, path, body, word) ?? parentAnswer(state.consent, path, body, state.staff) ?? groupsAnswer(state, path) ?? dayAnswer(state, method, path, body) ?? watchAnswer(state, path) ?? reviewAnswer(state, method, path, query, body, word) ?? staffAnswer(state, method, path, query, body, word);
  if (staffs !== null) return staffs;
  if (path === '/api/session/enter') {
    if (body.code.startsWith('ХХХХ')) return [404, { code: 'code-unknown' }];
    if (body.code.startsWith('ЗЗЗЗ')) return [409, { code: 'session-occupied' }];
    if (body.code.startsWith('ОООО')) return [202, { ahead: 12, retryMs: 2_000 }];
    if (body.code.startsWith('КККК')) return [410, { code: 'session-finished' }];
    const one = session(body.code);
    // ДДДД: a sitting at home.
    const at = body.code.startsWith('ДДДД') ? { ...place, className: '9Б · Интересы', atHomeUntilMs: Date.now() + 5 * 86_400_000 } : place;
    if (body.code.startsWith('ПППП')) return [410, { code: 'sitting-over' }];
    return [200, { token: encodeURIComponent(body.code), place: at, state: one.state, consent: one.consent, packageHash: 'demo' }];
  }
  if (path === '/api/session/consent') return (session(token).consent = body.agree), [204];
  if (path.startsWith('/api/consent-text/')) return [200, JSON.parse(await readFile(new URL(`../../../engine/Consent/Texts/${path.slice(18)}`, import.meta.url), 'utf8'))];
  if (path === '/api/session/ticket') return [200, { ticket: 'none' }];
  if (path === '/api/session/hello') return [200, hello(session(token), body)];
  if (path === '/api/session/answers') return [200, put(session(token), body)];
  if (path === '/api/session/finish') return [200, finish(session(token), body)];
  if (path.startsWith('/api/package/')) return [200, demoPackage];
  if (path === '/api/atlas.json') return [200, atlasFile];
  if (path === '/api/result') return body.key.length < 6 ? [404, { code: 'result-unknown' }] : [200, demoResult(body.key)];
  if (path === '/api/privacy/look') return body.code.startsWith('A') ? [404, { code: 'code-unknown' }] : [200, { schoolName: 'Школа № 12', className: '9А', seat: 7, state: 'finished', answers: 119 }];
  if (path === '/api/privacy/export') return [200, { answers: [] }];
  if (path === '/api/privacy/erase') return [204];
  if (path === '/api/result/solutions') return demoSolutions(body.key);
  if (path === '/api/result/click') return [204];
  if (path === '/api/result/portfolio') return [200, (await signedPortfolio()).portfolio];
  if (path === '/api/portfolio/keys.json') return [200, (await signedPortfolio()).keys];
  if (path === '/api/result/years') return [200, demoYears(body.key)];
  if (path.startsWith('/api/board/locked') && state.staff === null) return [401, { code: 'board-locked' }];
  if (path.endsWith('/enter')) return body.pin === '123456' ? [204] : [401, { code: 'pin-wrong' }];
  if (path.endsWith('/lesson')) return (state.run = body.lesson), [204];
  if (path.endsWith('/takeover') || path.endsWith('/time')) return [204];
  if (path.startsWith('/api/board/') && path.endsWith('/readiness')) return [200, { devices: { checked: 24, remarks: 2, notReady: 1 }, check: { address: 'http://127.0.0.1:5080/check#demo', qr: ['101', '010', '101'] } }];
  if (path.startsWith('/api/board/')) return [200, demoBoard(state.run)];
  if (path === '/api/setup') return [200, { ...demoSetup, mayAddSchools: state.staff.acts.includes('keepSchools') }];
  if (path.startsWith('/api/setup/')) return [200, { id: 'new' }];
  return [404, { code: 'not-found' }];
}

createServer(async (request, response) => {
  const address = new URL(request.url, 'http://x');
  const path = address.pathname;
  if (state.offline && path !== '/mock') return request.socket.destroy();
  if (path.startsWith('/api/') || path === '/mock') {
    let text = '';
    for await (const chunk of request) text += chunk;
    const token = request.headers.authorization?.slice(7);
    const [status, reply] = await answer(request.method, address, text === '' ? {} : JSON.parse(text), decodeURIComponent(token ?? ''), request.headers['x-staff']);
    response.writeHead(status, { 'Content-Type': 'application/json' });
    return response.end(reply === undefined ? undefined : JSON.stringify(reply));
  }
  const file = path === '/' ? 'index.html' : path.startsWith('/board/') ? 'board.html' : ['/result', '/setup', '/staff', '/parent', '/guide', '/review', '/region', '/verify'].includes(path) ? `${path.slice(1)}.html` : path.slice(1);
  try {
    const bytes = await readFile(join(root, file));
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': policy });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`));
