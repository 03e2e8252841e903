import { beforeAll, describe, expect, it } from 'vitest';
import { linkOf } from '../result/link';
import { groupsOf, hasList, insteadOf, recommendationOf } from '../result/recommendation';
import { besideEachOther, inOrder, openingOf, sentenceFor, tiersOf } from '../result/sections';
import { standsOut } from '../result/words';
import { stepsOf } from '../result/steps';
import { sayTo } from '../result/voice';
import type { RecommendationState, ScaleResult, SectionResult, StudentResult } from '../shared/net/studentResultWire';
import { addTexts, t } from '../shared/text/text';
import { demoResult } from './demo';
import { resultTexts } from '../shared/text/result';

beforeAll(() => addTexts(resultTexts));

const bare = (sent: unknown): StudentResult => ({ ...demoResult('DEMO-OLD'), recommendation: sent }) as StudentResult;

describe('a recommendation', () => {
  it('that is absent, empty or of an unknown state is none', () => {
    for (const sent of [undefined, null, {}, { state: 'perhaps' }]) expect(recommendationOf(bare(sent))).toBeNull();
    expect(recommendationOf(demoResult('DEMO-OLD'))).toBeNull();
  });

  it('gets every list it came without, down to a profession', () => {
    const one = recommendationOf(bare({ state: 'families', tiers: [{ tier: 1, sectors: [{ id: 's', title: 'С', professions: ['1', '2'] }] }], professions: [{ code: '1', title: 'Один' }] }))!;
    expect(groupsOf(one).map(({ professions }) => professions.map(({ code }) => code))).toEqual([['1']]);
    expect(one.professions[0]).toMatchObject({ day: [], ways: [], pulls: [], demand: null });
    expect(hasList(one)).toBe(true);
  });

  it('of a list state without professions is shown as no list', () => {
    for (const state of ['families', 'ranked']) expect(hasList(recommendationOf(bare({ state }))!)).toBe(false);
  });

  it('puts equals in the order of the alphabet and tiers from the closest', () => {
    const groups = groupsOf(recommendationOf(demoResult('DEMO-FAMILIES'))!);
    expect(groups.map(({ id, level }) => `${level} ${id}`)).toEqual(['1 design', '1 science', '2 data']);
    expect(groups[0]!.professions.map(({ title }) => title)).toEqual(['Графический дизайнер', 'Иллюстратор', 'Режиссёр']);
    expect(groupsOf(recommendationOf(demoResult('DEMO-RANKED'))!).map(({ kind, level }) => `${kind} ${level}`)).toEqual(['band 1', 'band 2', 'band 3']);
  });
});

describe('a state without a list', () => {
  const withoutList: RecommendationState[] = ['flat', 'sameAnswers', 'tooFewAnswers', 'unclear'];

  it('has words and a next step of its own, for both readers', () => {
    for (const audience of ['student', 'parent'] as const) {
      const say = sayTo(audience);
      const texts = withoutList.flatMap((state) => [say(insteadOf(state).text), say(insteadOf(state).next)]);
      expect(new Set(texts).size).toBe(texts.length);
    }
  });

  it('never speaks of reliability before release', () => {
    expect(t(insteadOf('unclear').text)).toBe('Список покажем после разговора с психологом.');
    for (const state of [...withoutList, null]) {
      expect(`${t(insteadOf(state).text)} ${t(insteadOf(state).next)}`).not.toMatch(/достоверн|надёжн|ненадёжн|ошибк|неверн|честно отвеч/i);
    }
  });
});

describe('sections', () => {
  const scale = (id: string, tier?: ScaleResult['tier']): ScaleResult => ({
    id, title: id, meaning: '', score: 0, halfWidth: 0, min: -1, max: 1, answered: 6, items: 6, ...(tier === undefined ? {} : { tier }),
  });
  const values = (tellsApart: boolean, tiers: ScaleResult['tier'][]): SectionResult => ({
    instrumentId: 'v', instrumentVersion: '1', title: 'Ценности', kind: 'ipsative', pilot: true, leadingTier: [], flat: false, tellsApart,
    scales: tiers.map((tier, index) => scale('жвба'[index]!, tier)),
  });

  it('stand in one order, whatever order they came in', () => {
    expect(inOrder(demoResult('DEMO-FAMILIES')).map(({ role }) => role)).toEqual(['interests', 'values', 'object', 'plans']);
    expect(inOrder(demoResult('DEMO-PARTIAL')).map(({ role }) => role)).toEqual(['values', 'object']);
    expect(inOrder(demoResult('DEMO-OLD')).map(({ role }) => role)).toEqual(['interests', 'object']);
    expect(inOrder(demoResult('DEMO-TASKS')).map(({ role }) => role)).toEqual(['interests', 'values', 'object', 'plans', 'tasks', 'tasks']);
  });

  it('of tasks stand beside each other, and none of them is ahead', () => {
    const tasks = inOrder(demoResult('DEMO-TASKS')).filter(({ role }) => role === 'tasks');
    expect(openingOf(tasks)).toBe(tasks[0]);
    expect(sentenceFor('tasks', tasks[0]!.section, t)).not.toMatch(/впереди|ближе|хочется/);
    const beside = besideEachOther(tasks.map(({ section }) => section));
    expect(beside.scales.map(({ title }) => title)).toEqual(['Слова и выводы', 'Числа']);
    expect(standsOut(beside)).toBe(false);
  });

  it('give the page its heading: interests, else what has something to tell', () => {
    const opening = (key: string): string | undefined => openingOf(inOrder(demoResult(key)))?.role;
    expect(['DEMO-FAMILIES', 'DEMO-FLAT', 'DEMO-PARTIAL'].map(opening)).toEqual(['interests', 'interests', 'object']);
    expect(openingOf([])).toBeUndefined();
  });

  it('show values in tiers of equals', () => {
    expect(tiersOf(values(true, ['low', 'high', 'high'])).map(({ tier, scales }) => `${tier} ${scales.map(({ id }) => id).join('')}`)).toEqual(['high бв', 'low ж']);
  });

  it('do not sort values that the answers do not tell apart', () => {
    const section = values(false, ['high', 'low']);
    expect(tiersOf(section)).toEqual([]);
    expect(sentenceFor('values', section, t)).toContain('не отделяют одни ценности от других');
  });
});

describe('a link', () => {
  it('names the key and the reader', () => {
    expect(linkOf('#К7РМ-4Д2Х')).toEqual({ key: 'К7РМ-4Д2Х', audience: 'student' });
    expect(linkOf(`#${encodeURIComponent('К7РМ')}&parent`)).toEqual({ key: 'К7РМ', audience: 'parent' });
    expect(linkOf('')).toEqual({ key: '', audience: 'student' });
    expect(linkOf('#%E0')).toEqual({ key: '%E0', audience: 'student' });
  });
});

describe('what to try this month', () => {
  it('is always three steps, and names only what is on the page', () => {
    for (const key of ['FAMILIES', 'FAMILIES-11', 'FLAT', 'FEW', 'UNCLEAR', 'PARTIAL', 'OLD']) {
      const result = demoResult(`DEMO-${key}`);
      const recommendation = recommendationOf(result);
      const steps = stepsOf({ ...result, ownPlan: null }, recommendation, [], [], t);
      expect(new Set(steps).size).toBe(3);
      const known = [...(recommendation?.professions ?? []), ...(recommendation?.directions ?? [])].map(({ title }) => title);
      const named = [...steps.join(' ').matchAll(/«([^»?]+)»/g), ...steps[0]!.matchAll(/работой вроде этой: ([^.]+)\./g)];
      for (const [, title] of named) expect(known).toContain(title);
    }
  });

  it('starts from the list of what is interesting, and leaves out what was put off', () => {
    const result = demoResult('DEMO-FAMILIES');
    const recommendation = recommendationOf(result)!;
    const one = (code: string) => recommendation.professions.find((profession) => profession.code === code)!;
    expect(stepsOf(result, recommendation, [one('15-1252')], [], t)[1]).toContain('Программист');
    expect(stepsOf(result, recommendation, [], [one('27-1024')], t)[1]).toContain('Иллюстратор');
  });
});
