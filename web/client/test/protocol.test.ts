// @vitest-environment jsdom
import { beforeAll, describe, expect, it } from 'vitest';
// @ts-expect-error The stand-in server is plain JavaScript.
import * as mock from '../mock/review.mjs';
import { addressOf, placeIn } from '../review/address';
import { bySection, clockOf, heightOf, isPause, secondsOf } from '../review/profile/path';
import { flagWords, verdictOf } from '../review/profile/trust';
import { takenWords, taskCounts } from '../review/profile/words';
import { sentenceFor } from '../result/sections';
import { sayTo } from '../result/voice';
import type { AnswerPath, PathEntry, ProtocolFlag, ProtocolView } from '../shared/net/protocolWire';
import type { SectionResult } from '../shared/net/studentResultWire';
import { protocolTexts } from '../shared/text/protocol';
import { resultTexts } from '../shared/text/result';
import { addTexts } from '../shared/text/text';

beforeAll(async () => {
  await addTexts(resultTexts);
  await addTexts(protocolTexts);
});

const staff = { acts: ['readResults'], name: 'Мария Викторовна', word: 'word' };
const read = <T>(path: string): [number, T] => mock.reviewAnswer({ staff, ...mock.reviewState() }, 'GET', path, new URLSearchParams(), {}, null) as [number, T];

describe('the address of a profile', () => {
  it('names a class and a place in it, and comes back as it was', () => {
    for (const place of [{ classId: 'c1', seat: 7 }, { classId: 'a/b ё%', seat: 12 }]) expect(placeIn(addressOf(place))).toEqual(place);
    for (const hash of ['', '#', '#s/', '#s/c1', '#s/c1/', '#s/c1/x', '#s/c1/7/path', '#s/c1/12345']) expect(placeIn(hash)).toBeNull();
  });
});

const entry = (act: PathEntry['act'], tookMs: number | null, more: Partial<PathEntry> = {}): PathEntry => ({
  section: 0, question: 0, act, atMs: 0, tookMs, answer: null, isAfterLimit: false, isLate: false, isOnPaper: false, ...more,
});

describe('how a session was answered', () => {
  it('is told by section, with the usual time, changes, skips and pauses', () => {
    const path: AnswerPath = {
      sections: [{ title: 'Интересы', hasTasks: false, questions: ['Первый'] }, { title: 'Не начат', hasTasks: false, questions: [] }, { title: 'Слова', hasTasks: true, questions: ['Задание'] }],
      entries: [
        entry('answered', null), entry('answered', 4_000), entry('changed', 60_000), entry('skipped', 2_000), entry('again', 3_000),
        entry('began', 70_000, { section: 2, question: null }), entry('answered', 8_000, { section: 2 }), entry('changed', 20_000, { section: 2 }),
      ],
    };
    const [interests, words] = bySection(path);
    expect(bySection(path).map(({ title }) => title)).toEqual(['Интересы', 'Слова']);
    // A pause is no time for an item, and neither is the wait before a section.
    expect([interests!.medianMs, interests!.changes, interests!.skips, interests!.pauses]).toEqual([3_000, 1, 1, 1]);
    expect([words!.medianMs, words!.changes, words!.pauses]).toEqual([14_000, 1, 1]);
    expect(bySection({ ...path, entries: [entry('answered', null, { isOnPaper: true })] })[0]!.medianMs).toBeNull();
  });

  it('draws a bar as tall as an answer took, up to half a minute', () => {
    expect([null, 0, 15_000, 30_000, 95_000].map((tookMs) => heightOf(entry('answered', tookMs)))).toEqual([0, 0.02, 0.5, 1, 1]);
    expect([59_999, 60_000].map((tookMs) => isPause(entry('answered', tookMs)))).toEqual([false, true]);
    expect([0, 9_000, 61_000, 2_400_000].map(clockOf)).toEqual(['0:00', '0:09', '1:01', '40:00']);
    expect([340, 4_260, 9_960, 12_400].map(secondsOf)).toEqual([0.3, 4.3, 10, 12]);
  });
});

describe('whether answers can be relied on', () => {
  const flag = (state: ProtocolFlag['state'], more: Partial<ProtocolFlag> = {}): ProtocolFlag => ({ index: 'longestRun', kind: 'monotony', value: 24.123, cutOff: 21, side: 'atOrAbove', state, ...more });

  it('takes two kinds to doubt, and one to look', () => {
    const told = (isUnreliable: boolean, ...all: ProtocolFlag[]) => verdictOf({ isUnreliable, answered: 60, items: 60, all });
    expect([verdictOf(null), told(true, flag('raised')), told(false, flag('quiet'), flag('raised')), told(false, flag('quiet'))]).toEqual([
      'protocol.trust.absent', 'protocol.trust.unreliable', 'protocol.trust.one', 'protocol.trust.quiet',
    ]);
  });

  it('names the number and the cut-off, and uses none that was made for another form', () => {
    expect(flagWords(flag('raised'))).toBe('Самая длинная цепочка одинаковых ответов: 24,12; необычно от 21 и больше.');
    expect(flagWords(flag('raised', { index: 'medianSeconds', side: 'below', value: 0.3, cutOff: 1 }))).toContain('0,3; необычно меньше 1');
    expect(flagWords(flag('notApplicable'))).toContain('для другой формы');
    expect(flagWords(flag('notApplicable'))).not.toContain('21');
    expect(flagWords(flag('notAvailable', { value: null }))).toContain('не посчитано');
  });
});

describe('the words of a profile', () => {
  it('tell how it was taken, and what is to be kept in mind', () => {
    const [, view] = read<ProtocolView>('/api/review/classes/c1/seats/5');
    expect(takenWords(view.taken)).toBe('Отдельное занятие · дома, взрослый рядом · отвечено 141 из 146 · от начала до конца 38 минут · добавленное время');
    expect(takenWords({ ...view.taken, isSitting: false, place: 'class', startedAtMs: null, against: [] })).toBe('Урок · отвечено 141 из 146');
  });

  it('count tasks, and say nothing of what nobody did', () => {
    const [, view] = read<ProtocolView>('/api/review/classes/c1/seats/1');
    expect(view.tasks.map(taskCounts)).toEqual(['верно 4 из 6, неверно 1, пропущено 1', 'верно 2 из 6, неверно 1, пропущено 1, не дошёл до 2', 'верно 2 из 6, неверно 2, не дошёл до 2']);
  });

  it('speak about the student, never to the student', () => {
    const section: SectionResult = {
      instrumentId: 'riasec', instrumentVersion: '1', title: 'Интересы', kind: 'normative', pilot: true, leadingTier: ['R'], flat: false,
      scales: ['R', 'I', 'A', 'S', 'E', 'C'].map((id, index) => ({ id, title: id, meaning: 'Дела, где ты', score: 30 - index * 4, halfWidth: 2, min: 0, max: 40, answered: 10, items: 10 })),
    };
    const all = [section, { ...section, flat: true, leadingTier: ['R', 'I', 'A', 'S', 'E', 'C'] }, { ...section, leadingTier: ['R', 'I', 'A', 'S'] }, { ...section, leadingTier: ['R', 'I'] }, { ...section, leadingTier: ['R', 'I', 'A', 'S', 'E', 'C'] }];
    for (const one of all) expect(sentenceFor('interests', one, sayTo('colleague'))).not.toMatch(/(?:^|[^а-яё])(?:ты|твои|тебя|тебе|твоим)(?:[^а-яё]|$)/i);
    expect(sentenceFor('interests', section, sayTo('colleague'))).toBe('Больше всего сейчас привлекает сфера «R».');
  });
});

describe('the stand-in of a profile', () => {
  it('is there for whoever is in the queue', () => {
    expect(read('/api/review/classes/c1/seats/99')[0]).toBe(404);
    const [status, path] = read<AnswerPath>('/api/review/classes/c1/seats/7/path');
    expect([status, bySection(path).length]).toEqual([200, 2]);
  });
});
