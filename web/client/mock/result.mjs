// Results to look at: the key names the state, DEMO-FAMILIES, -WIDE (many equal sectors), -RANKED, -FLAT, -SAME, -FEW, -UNCLEAR, -PARTIAL, -OLD, -READER (a section left out); with -11 for grade 11, -REGION for what a region adds, -TALK for a wish to talk, -TASKS for shown aptitudes; -SIGNED for what a psychologist signed; -YEARS for an earlier year; -SOON, -OWN, -NONE, -BUSY for the solutions of tasks.
import { opening } from './solutions.mjs';
import { collegeWays, professions, profiles, sources, universityWays } from './atlas.mjs';
import { region } from './region.mjs';

const riasec = [
  ['R', 'Мастерить и выращивать', 'Дела, где ты работаешь руками: чинишь, строишь, ухаживаешь за растениями. Итог виден сразу.'],
  ['I', 'Исследовать и понимать', 'Дела, где ты ищешь ответ на вопрос «почему»: наблюдаешь, ставишь опыты, сравниваешь.'],
  ['A', 'Придумывать и создавать', 'Дела, где ты придумываешь своё: рисуешь, пишешь, играешь, снимаешь.'],
  ['S', 'Помогать и учить', 'Дела, где ты рядом с людьми: объясняешь, поддерживаешь, заботишься.'],
  ['E', 'Убеждать и вести за собой', 'Дела, где ты собираешь людей, договариваешься, рискуешь ради общей цели.'],
  ['C', 'Наводить порядок', 'Дела, где ты считаешь, проверяешь и раскладываешь по местам.'],
];
const values = [
  ['task', 'Интересные задачи', 'high'], ['help', 'Польза людям', 'high'], ['free', 'Свобода решать самому', 'high'], ['income', 'Высокий доход', 'middle'],
  ['people', 'Люди рядом', 'middle'], ['growth', 'Учиться новому', 'middle'], ['calm', 'Спокойный распорядок', 'low'], ['fame', 'Признание', 'low'],
];
const objects = [['nature', 'Природа'], ['technique', 'Техника'], ['human', 'Люди'], ['sign', 'Тексты, числа, знаки'], ['art', 'Искусство']];
const plans = [
  ['decided', 'Насколько всё решено', 'Направление ты уже примерно видишь, но готов(а) смотреть и другие. Это хорошее место, чтобы пробовать.', 'Направление ребёнок уже примерно видит, но готов смотреть и другие. Это хорошее место, чтобы пробовать.'],
  ['curious', 'Знакомство с профессиями', 'Ты иногда спрашиваешь и читаешь о профессиях. Один разговор с живым человеком добавит больше, чем ещё одна статья.', 'Ребёнок иногда спрашивает и читает о профессиях. Один разговор с человеком из дела добавит больше, чем ещё одна статья.'],
  ['control', 'Чей это выбор', 'Ты считаешь, что многое зависит от тебя. Советы при этом слушать не мешает.', 'Ребёнок считает, что многое зависит от него самого. Советы при этом слушать не мешает.'],
  ['confident', 'Получится ли', 'Уверенности пока немного, и это обычное дело. Она появляется от маленьких завершённых дел.', 'Уверенности пока немного, и это обычное дело. Она появляется от маленьких завершённых дел.'],
];

const scale = (id, title, meaning, score, halfWidth, min, max, items, more = {}) => ({ id, title, meaning, score, halfWidth, min, max, answered: score === null ? 2 : items, items, tier: null, reading: null, parentReading: null, ...more });

function interestsOf(kind) {
  const flat = kind === 'FLAT' || kind === 'SAME';
  const scores = kind === 'SAME' ? [30, 30, 30, 30, 30, 30] : kind === 'WIDE' ? [31, 33, 32, 30, 29, 15] : flat ? [29, 31, 30, 30, 28, 31] : [21, 41, 38, 29, 19, 25];
  return {
    instrumentId: 'riasec', instrumentVersion: '1.0.0', title: 'Интересы', kind: 'normative', pilot: true, flat: flat, leadingTier: flat ? riasec.map(([id]) => id) : kind === 'FEW' ? [] : kind === 'WIDE' ? ['I', 'A', 'R', 'S', 'E'] : ['I', 'A'],
    tellsApart: null, limits: 'Интерес говорит, к чему тянет сейчас. Способностей и успехов он не измеряет.',
    scales: riasec.map(([id, title, meaning], index) => scale(id, title, meaning, kind === 'FEW' ? null : scores[index], kind === 'FEW' ? null : 4, 10, 50, 10, {
      reading: `Тебя заметно тянет к таким делам (${title.toLowerCase()}). Стоит поискать место, где их можно делать почаще.`,
      parentReading: `Вашего ребёнка заметно тянет к таким делам (${title.toLowerCase()}). Поддержите, если он захочет делать их чаще.` })),
  };
}

function valuesOf(apart) {
  return {
    instrumentId: 'values', instrumentVersion: '1.0.0', title: 'Что важно в работе', kind: 'ipsative', pilot: true, flat: !apart, leadingTier: [], tellsApart: apart,
    limits: 'Здесь видно, что важнее чего для одного человека, а не насколько это важно вообще.',
    scales: values.map(([id, title, tier], index) => scale(id, title, 'О чём был вопрос.', 0.6 - index * 0.17, 0.25, -1, 1, 6, {
      tier: apart ? tier : null, reading: apart && tier === 'high' ? 'Из четырёх ты обычно выбираешь это как самое важное.' : 'Иногда это важнее, иногда нет.', parentReading: apart && tier === 'high' ? 'Ребёнок обычно выбирает это как самое важное.' : null })),
  };
}

const objectSection = {
  instrumentId: 'object-of-work', instrumentVersion: '1.0.0', title: 'С чем тебе ближе работать', kind: 'ipsative', pilot: true, flat: false, leadingTier: ['nature'], tellsApart: null, limits: null,
  scales: objects.map(([id, title], index) => scale(id, title, 'Дела, где это главное.', [7, 4, 5, 3, 1][index], 1.2, 0, 8, 8, { reading: 'Чаще всего ты выбираешь именно это.', parentReading: 'Чаще всего ребёнок выбирает именно это.' })),
};
const plansSection = {
  instrumentId: 'plans', instrumentVersion: '1.0.0', title: 'Твои планы', kind: 'normative', pilot: true, flat: false, leadingTier: [], tellsApart: null, limits: null,
  scales: plans.map(([id, title, reading, parentReading]) => scale(id, title, '', 14, 3, 5, 25, 5, { reading, parentReading })),
};

const tasksOf = (id, title, score, reading, parentReading) => ({
  instrumentId: `aptitude-${id}`, instrumentVersion: '1.1.0', title, kind: 'criterion', pilot: true, flat: false, leadingTier: [], tellsApart: null, limits: 'Несколько заданий за один день ещё не показывают твоих возможностей.',
  scales: [scale(id, title, '', score, 3, 0, 8, 8, { reading, parentReading })],
});
const taskSections = [
  tasksOf('verbal', 'Слова и выводы', 7, 'В этот раз большая часть заданий со словами решена верно.', 'В этот раз большая часть заданий на слова решена верно.'),
  tasksOf('numerical', 'Числа', 3, 'Часть заданий с числами далась, часть нет.', 'В этот раз решена часть заданий с числами.'),
];

const states = { FAMILIES: 'families', WIDE: 'families', PARTIAL: 'families', RANKED: 'ranked', FLAT: 'flat', SAME: 'sameAnswers', FEW: 'tooFewAnswers', UNCLEAR: 'unclear' };

// Every profession in a sector of its own: seven equals, and one behind them.
const wideTiers = () => {
  const sectors = professions.map(({ code, sectorTitle }, index) => ({ id: `wide-${index}`, title: `${sectorTitle}, часть ${index + 1}`, description: 'Одна из многих близких областей.', professions: [code] }));
  return [{ tier: 1, sectors: sectors.slice(0, 7) }, { tier: 2, sectors: sectors.slice(7) }];
};

function recommendationOf(kind, grade, withRegion, withTasks) {
  const state = states[kind];
  const ways = grade >= 10 ? universityWays : collegeWays;
  const listed = state === 'families' || state === 'ranked';
  const codes = (sector) => professions.filter((one) => one.sector === sector).map(({ code }) => code);
  return {
    state, atlas: { id: 'professions', year: 2026, version: '1.0.0', title: 'Справочник профессий', note: 'Обновляется раз в год.' }, ruleVersion: '1.0.0', resultHash: '5f1e0b7c9a24d8e35f1e0b7c9a24d8e35f1e0b7c9a24d8e35f1e0b7c9a24d8e3',
    scales: listed ? riasec.map(([id, title], index) => ({ id, title, score: [21, 41, 38, 29, 19, 25][index], halfWidth: 4, min: 10, max: 50,
      answers: [{ text: 'Разбираться, почему небо днём голубое', answer: 'Очень хочу' }, { text: 'Ставить опыты с растениями', answer: 'Скорее хочу' }] })) : [],
    tiers: kind === 'WIDE' ? wideTiers() : state === 'families' ? [
      { tier: 1, sectors: [{ id: 'design', title: 'Дизайн и медиа', description: 'Придумывать образы и истории.', professions: codes('design') }, { id: 'science', title: 'Наука и исследования', description: 'Искать, как устроен мир.', professions: codes('science') }] },
      { tier: 2, sectors: [{ id: 'data', title: 'Программы и данные', description: 'Строить программы и понимать числа.', professions: codes('data') }] }] : [],
    bands: state === 'ranked' ? [{ band: 1, professions: [...codes('science'), '27-1013'] }, { band: 2, professions: ['27-1024', ...codes('data')] }, { band: 3, professions: ['27-2012'] }] : [],
    otherSectors: listed ? ['Медицина', 'Строительство', 'Торговля', 'Транспорт'] : [],
    professions: listed ? professions.map((one) => ({ ...one, demand: withRegion ? one.demand : null, aptitudesFor: withTasks && one.sector === 'data' ? ['Числа'] : [], ways: one.ways.filter((code) => ways.some((way) => way.code === code)) })) : [],
    directions: listed ? ways : [], profiles: listed && grade <= 9 ? profiles : [], sources: listed ? sources : [],
    region: listed && withRegion ? region : null,
  };
}

function conclusionOf() {
  const [first, second] = professions;
  return {
    version: 2, signer: 'Мария Викторовна Константинопольская-Преображенская', signedAtMs: 1795287600000, seal: '3f9a0c51be72',
    text: 'Спасибо, что рассказал(а) про опыты.\nПопробуй сходить в лабораторию: будет понятно, твоё ли это.',
    chosen: [
      { kind: 'profession', code: first.code, title: first.title, description: first.description, isAdded: false, reason: 'agreedInTalk', words: null },
      { kind: 'profession', code: second.code, title: second.title, description: second.description, isAdded: true, reason: 'ownExperience', words: 'Ты уже пробовал(а) это летом.' },
    ],
  };
}

export function demoResult(key) {
  const kind = Object.keys({ ...states, OLD: 1 }).find((one) => key.toUpperCase().includes(one)) ?? 'FAMILIES';
  const grade = key.includes('11') ? 11 : key.includes('9') ? 9 : 8;
  const sections = kind === 'PARTIAL' ? [objectSection, valuesOf(false)] : [plansSection, objectSection, valuesOf(kind !== 'FLAT'), interestsOf(kind)];
  const result = { schoolName: 'Школа № 12 имени Н. И. Лобачевского', className: `${grade}Б`, grade, finishedAtMs: 1795201200000, simulated: key.includes('SIM'), sections };
  if (kind !== 'OLD' && kind !== 'PARTIAL') {
    result.ownPlan = { goal: 'Поступить в колледж или техникум', steps: ['Схожу на день открытых дверей или экскурсию', 'Обсужу свои планы дома'], by: 'Позже, но в течение месяца', help: ['Больше узнать о местах учёбы'], wantsTalk: key.includes('TALK') };
    result.withheld = key.includes('TASKS') ? [] : ['Слова и выводы', 'Числа'];
  }
  if (key.includes('TASKS')) result.sections = [...taskSections, ...sections];
  if (key.includes('READER')) result.leftOut = [{ title: 'Фигуры и механизмы', text: 'Раздел «Фигуры и механизмы» в этой форме не проводится. На остальные разделы это не влияет.' }];
  if (key.includes('SIGNED')) Object.assign(result, { releasedAtMs: 1795287600000, reliability: { interestsInDoubt: false, lateSections: [] }, conclusion: conclusionOf() });
  if (key.includes('YEARS')) Object.assign(result, { releasedAtMs: 1795287600000, reliability: { interestsInDoubt: false, lateSections: [] } });
  if (kind !== 'OLD') return { ...result, recommendation: recommendationOf(kind, grade, key.includes('REGION'), key.includes('TASKS')), solutions: kind === 'PARTIAL' ? null : opening(key) };
  // What a server without the new members sends.
  return { ...result, sections: sections.slice(1).filter(({ instrumentId }) => instrumentId !== 'values').map(({ tellsApart: _, limits: __, ...section }) => ({
    ...section, scales: section.scales.map(({ tier: _t, reading: _r, parentReading: _p, ...rest }) => rest) })) };
}

/** What was released a year ago, and what is another now. */
export function demoYears(key) {
  if (!key.includes('YEARS')) return [];
  const before = demoResult('DEMO-FAMILIES');
  return [{
    year: 2025, className: '8А', finishedAtMs: before.finishedAtMs - 31_536_000_000, releasedAtMs: before.finishedAtMs - 31_000_000_000, sections: before.sections.slice(0, 2),
    changes: [
      { title: 'Интересы', kind: 'normative', items: 48, nearer: ['Придумывать и создавать'], farther: ['Мастерить и выращивать'] },
      { title: 'Что важно в работе', kind: 'ipsative', items: 7, nearer: [], farther: [] },
    ],
  }];
}
