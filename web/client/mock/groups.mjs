// The doors of groups, for looking at the pages: the classes of the queue, spheres by the number of the place. Cells under five are kept back, without their complements.
const spheres = [['R', 'Мастерить и выращивать'], ['I', 'Исследовать и понимать'], ['A', 'Придумывать и создавать'], ['S', 'Помогать и учить'], ['E', 'Убеждать и вести за собой'], ['C', 'Наводить порядок']];
const values = [['mastery', 'Мастерство'], ['team', 'Команда']];

/** The answer of a door of groups, or null when the path is none of them. */
export function groupsAnswer(state, path) {
  if (!path.startsWith('/api/groups')) return null;
  if (state.staff === null) return [401, { code: 'sign-in' }];
  const may = (act) => state.staff.acts.includes(act);
  if (path === '/api/groups') return may('runLesson') ? [200, participation(state.review)] : [403, { code: 'not-yours' }];
  const [, kind, id, what] = /^\/api\/groups\/(schools|classes)\/([^/]+)\/(shares|students)$/.exec(path) ?? [];
  if (kind === undefined) return null;
  if (!may(what === 'shares' ? 'readShares' : 'readResults')) return [403, { code: 'not-yours' }];
  const rows = kind === 'classes' ? state.review.filter(({ classId }) => classId === id) : id === school.schoolId ? state.review : [];
  if (rows.length === 0) return [404, { code: 'not-found' }];
  return [200, { schoolId: school.schoolId, waiting: 0, parallels: grades(rows).map((grade) => (what === 'shares' ? sharesOf : studentsOf)(grade, rows.filter((row) => row.grade === grade), kind === 'classes')) }];
}

const numberOf = ({ classId }) => Number(classId.slice(1));
const school = { schoolId: 's1', schoolName: 'Школа № 12 имени Н. И. Лобачевского' };
const grades = (rows) => [...new Set(rows.map(({ grade }) => grade))].sort((one, other) => one - other);
const leadsOf = ({ seat, classId }) => (seat % 9 === 0 ? [] : [spheres[(seat * seat + numberOf({ classId })) % 6][0], ...(seat % 4 === 0 ? ['S'] : [])]);

function participation(all) {
  return [...new Set(all.map(({ classId }) => classId))].map((classId) => {
    const rows = all.filter((row) => row.classId === classId);
    const [first] = rows;
    return {
      ...school, classId, grade: first.grade, letter: `-${classId.slice(1)}`, seats: rows.length + 4,
      began: rows.length + 1, finished: rows.length, unfinished: 1, notStarted: 0, notCome: 1, refused: 1, parentRefused: 0, withdrawn: 0, parentWithdrawn: 1, parentsAnswered: 3,
    };
  });
}

function studentsOf(grade, rows, hasMap) {
  const count = (id) => rows.filter((row) => leadsOf(row).includes(id)).length;
  return {
    grade, form: null, isSimulated: true, told: rows.length, even: rows.filter((row) => leadsOf(row).length === 0).length,
    interests: spheres.map(([id, title]) => ({ id, title, leading: count(id) })),
    valuesTold: rows.length, valuesEven: 2,
    values: values.map(([id, title], index) => ({ id, title, high: 5 + index, middle: 8, low: Math.max(0, rows.length - 15 - index) })),
    map: hasMap ? rows.map(({ seat }) => ({ seat, place: { things: Math.cos(seat * 2.4) / 2, data: Math.sin(seat * 1.7) / 2.5, major: 0.2, minor: 0.12, tilt: (seat * 7) % 90, isApart: seat % 9 !== 0 } })) : null,
  };
}

function sharesOf(grade, rows) {
  const cell = (n, of) => (n < 5 || of - n < 5 ? { with: null, of, low: null, high: null } : { with: n, of, low: Math.max(0, n / of - 0.9 / Math.sqrt(of)), high: Math.min(1, n / of + 0.9 / Math.sqrt(of)) });
  const part = (classId, own, hasMeans) => ({
    classId, interests: own.length, values: own.length,
    leading: spheres.map(([id]) => cell(own.filter((row) => leadsOf(row).includes(id)).length, own.length)),
    even: cell(own.filter((row) => leadsOf(row).length === 0).length, own.length),
    high: values.map((_, index) => cell(Math.round(own.length * (0.3 + index / 5)), own.length)),
    means: hasMeans ? spheres.map((_, index) => ({ mean: 18 + index, error: 0.6 })) : null,
  });
  return {
    grade, form: null, isSimulated: true, leftOut: 3,
    interests: spheres.map(([id, title]) => ({ id, title, highest: 40 })), values: values.map(([id, title]) => ({ id, title, highest: null })),
    school: part(null, rows, true), others: part(null, [...rows, ...rows].filter(({ seat }) => seat % 5 !== 0), true),
    classes: [...new Set(rows.map(({ classId }) => classId))].map((classId) => part(classId, rows.filter((row) => row.classId === classId), false)),
  };
}
