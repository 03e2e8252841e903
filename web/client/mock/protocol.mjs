// One student's profile and how it was answered, for looking at the page: every seventh seat is unreliable, every fifth at home, every eleventh without a section on interests.
import { demoResult } from './result.mjs';

const spheres = ['R', 'I', 'A', 'S', 'E', 'C'];

function flagsOf(unreliable) {
  const flag = (index, kind, value, cutOff, side, state) => ({ index, kind, value, cutOff, side, state });
  return {
    isUnreliable: unreliable, answered: unreliable ? 60 : 57, items: 60,
    all: [
      flag('longestRun', 'monotony', unreliable ? 34 : 4, 21, 'atOrAbove', unreliable ? 'raised' : 'quiet'),
      flag('averageRun', 'monotony', unreliable ? 4.1 : 1.4, 3.5, 'atOrAbove', unreliable ? 'raised' : 'quiet'),
      flag('variability', 'monotony', 1.25, 0.6, 'atOrBelow', 'quiet'),
      flag('evenOddConsistency', 'inconsistency', 0.81, -1, 'atOrBelow', 'quiet'),
      flag('mahalanobisDistance', 'improbability', null, 121, 'atOrAbove', 'notAvailable'),
      flag('medianSeconds', 'haste', unreliable ? 0.7 : 4.6, 1, 'below', unreliable ? 'raised' : 'quiet'),
    ],
  };
}

const task = (id, title, states) => ({
  instrumentId: id, title, seconds: 300, afterLimit: id.endsWith('spatial') ? 1 : 0, byDevice: 0, onPaper: 0,
  tasks: states.map((state, index) => ({ level: index + 1, state })),
});
const tasks = [
  task('aptitude-verbal', 'Слова и выводы', ['right', 'right', 'right', 'wrong', 'right', 'omitted']),
  task('aptitude-numerical', 'Числа', ['right', 'omitted', 'right', 'wrong', 'notReached', 'notReached']),
  task('aptitude-spatial', 'Фигуры и механизмы', ['right', 'wrong', 'wrong', 'right', 'notReached', 'notReached']),
];

function besideOf() {
  const scale = (id, title, now, earlier, change) => ({ id, title, items: 8, min: 0, max: 32, now: { score: now, halfWidth: 6.2 }, earlier: { score: earlier, halfWidth: 5.4 }, nowPlace: null, earlierPlace: null, change, isStrong: change !== 'same' });
  const place = (from, to, tier) => ({ from, to, tier });
  return [
    { instrumentId: 'riasec', title: 'Интересы', kind: 'normative', items: 48, scales: [scale('R', 'Мастерить и выращивать', 9, 24, 'down'), scale('I', 'Исследовать и понимать', 20, 17, 'same'), scale('A', 'Придумывать и создавать', 27, 12, 'up')] },
    {
      instrumentId: 'work-values', title: 'Что важно в работе', kind: 'ipsative', items: 15,
      scales: ['Мастерство', 'Время для себя'].map((title, at) => ({ id: `v${at}`, title, items: 6, min: -1, max: 1, now: null, earlier: null, nowPlace: place(at + 1, at + 1, at === 0 ? 'high' : null), earlierPlace: place(2, 3, at === 0 ? 'low' : null), change: null, isStrong: false })),
    },
  ];
}

/** The reply of a profile's door for a row of the queue, which has no grade any more. */
export function protocolOf(row, room) {
  const unreliable = row.seat % 7 === 0;
  const home = row.seat % 5 === 0;
  const result = demoResult(unreliable ? 'DEMO-UNCLEAR' : row.seat % 3 === 0 ? 'DEMO-FLAT' : row.seat % 4 === 0 ? 'DEMO-WIDE-TALK' : 'DEMO-FAMILIES-TALK');
  return {
    classId: row.classId, seat: row.seat,
    taken: { startedAtMs: row.finishedAtMs - 38 * 60_000, finishedAtMs: row.finishedAtMs, isSitting: home, place: home ? 'home' : 'class', parentPresent: home ? true : null, answered: 141, items: 146, against: home ? ['simulated', 'sitting', 'atHome', 'extraTime'] : ['simulated'] },
    result: { ...result, className: `${room.grade}${room.letter}`, schoolName: room.schoolName, finishedAtMs: row.finishedAtMs, releasedAtMs: row.releasedAtMs },
    needs: row.needs, talk: row.talk, isTalked: row.talk !== null, flags: row.seat % 11 === 0 ? null : flagsOf(unreliable), tasks: row.seat % 11 === 0 ? [] : tasks,
    others: home ? [{ classId: row.classId, seat: row.seat === 1 ? 2 : 1, className: `${room.grade}${room.letter}`, year: 2026, isSitting: false, finishedAtMs: row.finishedAtMs - 86_400_000 * 9, common: [{ title: 'Интересы', items: 48 }], beside: besideOf() }] : [],
    norms: [],
    versions: {
      rules: '3', battery: 'lesson-8-9', batteryVersion: '1.1.0',
      instruments: ['riasec', 'work-values-7', 'aptitude-verbal'].map((id) => ({ id, version: '1.1.0', form: 'full', hash: id.padEnd(64, '0') })),
    },
  };
}

/** Sixty items of interests and eight tasks: a pause, three changes, a skip. */
export function pathOf() {
  const entries = [];
  let atMs = 0;
  const add = (section, question, act, tookMs, answer) => entries.push({ section, question, act, atMs: (atMs += tookMs), tookMs: entries.length === 0 ? null : tookMs, answer, isAfterLimit: false, isLate: false, isOnPaper: false });
  for (let question = 0; question < 60; question++) add(0, question, question === 40 ? 'skipped' : 'answered', question === 30 ? 95_000 : 2_000 + ((question * 7_919) % 9_000), question === 40 ? null : 'Скорее хочу');
  for (const question of [3, 12, 55]) add(0, question, 'changed', 4_000, 'Очень хочу');
  add(1, null, 'began', 9_000, null);
  for (let question = 0; question < 8; question++) add(1, question, 'answered', 21_000 + question * 2_000, null);
  return {
    sections: [
      { title: 'Интересы', hasTasks: false, questions: Array.from({ length: 60 }, (_, index) => `Заниматься делом из сферы ${spheres[index % 6]}, вопрос ${index + 1}`) },
      { title: 'Слова и выводы', hasTasks: true, questions: Array.from({ length: 8 }, (_, index) => `Задание ${index + 1}`) },
    ],
    entries,
  };
}
