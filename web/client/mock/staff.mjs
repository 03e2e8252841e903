// The staff's doors, for looking at the pages. The login names the role (teacher … operator); any password but "wrong" opens, "many" is
// too often. Teachers and coordinators come in at once, "new" sets up a second factor, the others need the code 123456 or any recovery
// code of ten signs. Links: /staff#invite=open, #invite=reset; any other token is closed. POST /mock {"staff": null} ends the session.
import { observerQuestions } from './observer.mjs';
import { resultsAnswer, resultsState } from './results.mjs';
import { sittingsAnswer, sittingsState } from './sittings.mjs';

const roles = {
  teacher: ['runLesson', 'readNames', 'readAddressed'],
  psychologist: ['runLesson', 'holdSittings', 'readNames', 'linkYears', 'keepConsent', 'readResults', 'readShares', 'releaseResults', 'readAddressed'],
  coordinator: ['keepClasses', 'runLesson', 'readNames', 'keepNames', 'linkYears', 'keepConsent', 'readShares', 'publishSummary', 'readAddressed', 'erase', 'keepStaff', 'readAudit'],
  municipality: ['keepSchools', 'keepClasses', 'keepStaff', 'readAudit', 'readFigures', 'leadDay'],
  region: ['keepSchools', 'keepClasses', 'keepStaff', 'readAudit', 'keepCampaign', 'readFigures', 'leadDay'],
  methodologist: ['keepContent', 'readFigures'],
  operator: ['keepSchools', 'keepClasses', 'keepStaff', 'readAudit', 'keepCampaign', 'keepServer'],
};
const invites = {
  coordinator: ['teacher', 'psychologist'],
  municipality: ['teacher', 'psychologist', 'coordinator'],
  region: ['teacher', 'psychologist', 'coordinator', 'municipality', 'methodologist'],
  operator: Object.keys(roles),
};
const server = { kind: 'server', id: 'server', title: '' };
const region = { kind: 'region', id: 'r1', title: 'Демонстрационная область' };
const city = { kind: 'municipality', id: 'm1', title: 'Город Ясный' };
const lake = { kind: 'municipality', id: 'm2', title: 'Озёрский район' };
const school = { kind: 'school', id: 's1', title: 'Школа № 12 имени Н. И. Лобачевского' };
const places = [server, region, city, school, { kind: 'school', id: 's2', title: 'Гимназия № 3' }, lake, { kind: 'school', id: 's3', title: 'Озёрская средняя школа' }];
const placeOf = { teacher: school, psychologist: school, coordinator: school, municipality: city, region, methodologist: region, operator: server };
const hour = 3_600_000;
const person = (id, name, role, more = {}) => ({
  id, login: `${id}@school12.example`, name, role, place: placeOf[role], disabled: false, hasFactor: role !== 'teacher', self: false, mayHelp: true, ...more,
});
const acts = ['signedIn', 'classMade', 'cardsPrinted', 'lessonChanged', 'signInRefused', 'staffInvited', 'accountMade', 'secondFactorRemoved', 'codeReissued', 'backupMade'];

export function staffState() {
  return {
    staff: null,
    people: [
      person('p1', 'Анна Сергеевна Иванова', 'coordinator', { self: true, mayHelp: false, hasFactor: false }),
      person('p2', 'Пётр Алексеевич Фёдоров', 'teacher'),
      person('p3', 'Мария Викторовна Константинопольская-Преображенская', 'psychologist'),
      person('p4', 'Ольга Николаевна Белова', 'teacher', { disabled: true }),
    ],
    invitations: [
      { id: 'i1', role: 'teacher', place: school, expiresAtMs: Date.now() + 100 * hour, reset: false },
      { id: 'i2', role: 'psychologist', place: school, expiresAtMs: Date.now() + 20 * hour, reset: true },
    ],
    journal: 450,
    results: resultsState(),
    sittings: sittingsState(),
  };
}

/** The answer of a staff's door, or null when the path is none of them. */
export function staffAnswer(state, method, path, query, body, word) {
  if (path === '/api/invitation') return invited(body.token);
  if (path === '/api/invitation/accept') {
    if (body.login === 'taken') return [400, { code: 'login-taken' }];
    return /^(.)\1+$|password/.test(body.password) ? [400, { code: 'password-common' }] : [204];
  }
  if (path === '/api/staff/enter') return enter(state, body);
  if (path === '/api/staff/external') return [200, { name: state.provider ?? null, linked: state.linked ?? false }];
  if (path === '/api/staff/external/finish') return finish(state, body);
  if (!path.startsWith('/api/staff/') && !path.startsWith('/api/setup')) return null;
  if (state.staff === null) return path === '/api/staff/me' ? [204] : [401, { code: 'sign-in' }];
  if (path === '/api/staff/me') return [200, state.staff];
  if (method === 'POST' && word !== state.staff.word) return [403, { code: 'word-missing' }];
  const stageDoor = { codeDue: /\/(code|recovery)$/, factorDue: /\/factor(\/confirm)?$/ }[state.staff.stage];
  if (stageDoor !== undefined && !stageDoor.test(path)) return [403, { code: state.staff.stage === 'codeDue' ? 'code-due' : 'factor-due' }];
  if (path.startsWith('/api/setup')) return state.staff.acts.includes('keepClasses') ? null : [403, { code: 'not-yours' }];
  return inside(state, path.slice('/api/staff/'.length), query, body);
}

function enter(state, { login, password }) {
  if (password === 'many') return [429, { code: 'too-many-attempts' }];
  const role = login === 'new' ? 'region' : login;
  if (!(role in roles) || password === 'wrong') return [401, { code: 'sign-in-wrong' }];
  const free = role === 'teacher' || role === 'coordinator';
  const stage = login === 'new' ? 'factorDue' : free ? 'complete' : 'codeDue';
  state.staff = {
    id: 'p1', login, name: 'Анна Сергеевна Иванова', role, place: placeOf[role], stage, acts: [], invites: [], hasFactor: stage === 'codeDue', needsFactor: !free,
    demo: false, proof: stage === 'complete' ? 'password' : 'none', word: `word-${Date.now()}`,
  };
  if (stage === 'complete') complete(state);
  return [200, { stage }];
}

/** The code "link" links, "refused" does not come through; any other signs the teacher in. */
function finish(state, { code }) {
  if (code === '' || code === 'refused') return [401, { code: 'external-refused' }];
  if (code === 'link') return (state.linked = true), [200, { done: 'linked' }];
  enter(state, { login: 'teacher', password: 'any' });
  return [200, { done: 'enter' }];
}

function complete(state) {
  const { role } = state.staff;
  Object.assign(state.staff, { stage: 'complete', proof: 'password', acts: roles[role], invites: invites[role] ?? [], word: `word-${Date.now()}` });
}

function wrongProof(state, body) {
  return state.staff.proof === 'password' && (body.password ?? 'wrong') === 'wrong' ? [400, { code: 'password-wrong' }] : null;
}

function invited(token) {
  if (token !== 'open' && token !== 'reset') return [404, { code: 'invitation-closed' }];
  return [200, { role: 'psychologist', place: school, reset: token === 'reset' }];
}

/** A form about seat 4 waits until it is answered. */
function formsDoor(state, door, body) {
  const form = { classId: 'c1', schoolName: school.title, className: '9Б', seat: 4, by: 'Мария Викторовна Константинопольская-Преображенская', askedAtMs: Date.now() - hour };
  if (door === 'addressed/forms') return [200, { questions: observerQuestions, forms: state.observed === undefined ? [form] : [] }];
  if (body.answers !== undefined && body.version !== observerQuestions.version) return [409, { code: 'questions-changed' }];
  if (state.observed !== undefined || (body.declined !== true && body.answers?.length !== observerQuestions.questions.length)) return [200, { kept: false }];
  state.observed = body;
  return [200, { kept: true }];
}

/** Seat 9 was withdrawn while the list stood open. */
function addressed(door) {
  const signed = { signer: 'Мария Викторовна Константинопольская-Преображенская', signedAtMs: Date.now() - hour };
  if (door === 'addressed') return [4, 9].map((seat) => ({ classId: 'c1', schoolName: school.title, className: '9Б', seat, ...signed }));
  return { text: door.endsWith('/9') ? null : { ...signed, text: 'Дайте, пожалуйста, выступить с рассказом об опытах на уроке физики.\nНа оценках это не отражается.', seal: '3f9a0c51be72' } };
}

function inside(state, door, query, body) {
  const [first, id, last] = door.split('/');
  if (first === 'addressed' && id === 'forms') return formsDoor(state, door, body);
  if (first === 'addressed') return state.staff.acts.includes('readAddressed') ? [200, addressed(door)] : [403, { code: 'not-yours' }];
  if (first === 'sittings') return sittingsAnswer(state.sittings, state.staff, door, body);
  if (door === 'code') return body.code.replace(/\D/g, '') === '123456' ? (complete(state), [204]) : [401, { code: 'code-wrong' }];
  if (door === 'recovery') return body.code.replace(/\W/g, '').length === 10 ? (complete(state), [204]) : [401, { code: 'code-wrong' }];
  if (door === 'leave') return (state.staff = null), [204];
  if (door === 'password') return body.current === 'wrong' ? [400, { code: 'password-wrong' }] : [204];
  if (door === 'factor') return wrongProof(state, body) ?? [200, factor()];
  if (door === 'factor/confirm') {
    if (body.code.replace(/\D/g, '') !== '123456') return [400, { code: 'code-wrong' }];
    const kept = state.staff.word;
    complete(state);
    Object.assign(state.staff, { hasFactor: true, word: kept });
    return [200, { recoveryCodes: Array.from({ length: 10 }, (_, index) => `7KD4R2X9M${index}`) }];
  }
  if (door === 'sessions') return [200, sessions()];
  if (first === 'sessions') return [204];
  if (door === 'lessons') return state.staff.acts.includes('runLesson') ? [200, lessons()] : [403, { code: 'not-yours' }];
  if (['results', 'campaigns', 'access'].includes(first)) return resultsAnswer(state, state.staff, door, query, body, factor().qr);
  if (!state.staff.acts.includes('keepStaff')) return [403, { code: 'not-yours' }];
  if (door === 'people') return [200, { people: state.people, invitations: state.invitations }];
  if (door === 'places') return [200, state.staff.role === 'coordinator' ? [school] : places.slice(state.staff.role === 'operator' ? 0 : 1)];
  if (door === 'audit') return [200, journal(state, Number(query.get('before') ?? state.journal + 1))];
  if (door === 'invitations') return [200, { path: '/staff#invite=open' }];
  if (last === 'withdraw') return (state.invitations = state.invitations.filter((one) => one.id !== id)), [204];
  const one = state.people.find((someone) => someone.id === id);
  if (one === undefined) return [404, { code: 'not-found' }];
  if (last === 'reset') return [200, { path: '/staff#invite=reset' }];
  if (last === 'factor') one.hasFactor = false;
  else one.disabled = last === 'disable';
  return [204];
}

function factor() {
  const size = 41;
  const finder = (x, y) => [[4, 4], [size - 11, 4], [4, size - 11]].some(([left, top]) => {
    const ring = Math.max(Math.abs(x - left - 3), Math.abs(y - top - 3));
    return ring === 3 || ring <= 1;
  });
  const quiet = (at) => at < 4 || at >= size - 4;
  const qr = Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => (!quiet(x) && !quiet(y) && (finder(x, y) || (x > 12 && y > 12 && (x * 7 + y * 13 + x * y) % 3 === 0)) ? '1' : '0')).join(''));
  return { secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', uri: 'otpauth://totp/demo?secret=JBSWY3DPEHPK3PXP', qr, kept: 'kept' };
}

function lessons() {
  return ['8А', '9Б', '11А'].map((className, at) => ({
    schoolId: 's1', schoolName: school.title, classId: `c${at}`, className, boardLink: `demo${at}`, state: ['ended', 'running', 'lobby'][at], seats: 25, answering: at === 1 ? 21 : 0, finished: [24, 3, 0][at],
  }));
}

function sessions() {
  const now = Date.now();
  return [
    { id: 'x1', createdAtMs: now - hour, seenAtMs: now, current: true, agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 YaBrowser/24.7.0.0 Safari/537.36' },
    { id: 'x2', createdAtMs: now - 5 * hour, seenAtMs: now - hour, current: false, agent: 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36' },
  ];
}

function journal(state, before) {
  const numbers = Array.from({ length: Math.max(0, Math.min(200, before - 1)) }, (_, index) => before - 1 - index);
  return numbers.map((number) => {
    const act = acts[number % acts.length];
    const kind = /^(class|cards|lesson|code)/.test(act) ? 'class' : act === 'backupMade' ? 'server' : 'account';
    return {
      number, atMs: Date.now() - (state.journal - number) * 7 * 60_000, act, objectKind: kind, objectId: kind !== 'account' ? 'c1' : act.startsWith('sign') ? 'p1' : 'p3', objectTitle: kind === 'class' ? '9А' : kind === 'account' ? 'Пётр Павлович Сидоров' : '',
      actor: act === 'backupMade' ? 'system' : act === 'lessonChanged' ? 'pin' : 'p1', actorName: act === 'backupMade' || act === 'lessonChanged' ? null : 'Анна Сергеевна Иванова',
      detail: act === 'staffInvited' ? 'teacher' : '',
    };
  });
}
