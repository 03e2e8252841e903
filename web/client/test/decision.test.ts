// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readFileSync } from 'node:fs';
// @ts-expect-error The stand-in server is plain JavaScript.
import * as mock from '../mock/review.mjs';
import { addressOf, batchAddress, batchIn, placeIn } from '../review/address';
import { itemsOf, mostFound, searchAtlas, type AtlasFile } from '../review/decision/atlas';
import { Batch } from '../review/decision/batch.svelte';
import { hasUnsaved } from '../review/unsaved';
import { add, asComputed, because, changesOf, editOf, faultOf, hide, leave, move, putFirst, saying, settled, type ListEdit } from '../review/decision/changes';
import { conclusionFaults, conclusions, filled, situationOf, type Conclusions } from '../review/decision/conclusions';
import { Decision, nothingTyped } from '../review/decision/decision.svelte';
import { listDifferences, wordRuns } from '../review/decision/difference';
import { pauseMs } from '../review/decision/draft.svelte';
import { factsOf } from '../review/decision/facts';
import { diagnosesIn, diagnosisFaults, diagnosisWords, findIn, namesIn } from '../review/decision/found';
import { openDraft, sealDraft, type Typed } from '../review/decision/sealed';
import { cleaned, textFaults } from '../review/decision/texts';
import { differenceWords } from '../review/decision/versions';
import { keepKey } from '../shared/names/keep';
import { makePair, takeIn } from '../shared/names/pair';
import { makeSchoolKey, wrapFor } from '../shared/names/schoolKey';
import type { ComputedItem, ReviewChoice, ReviewState } from '../shared/net/decisionWire';
import type { ProtocolView } from '../shared/net/protocolWire';
import { decisionTexts } from '../shared/text/decision';
import { resultTexts } from '../shared/text/result';
import { addTexts } from '../shared/text/text';

beforeAll(async () => {
  await addTexts(decisionTexts);
  await addTexts(resultTexts);
});

const item = (code: string, kind: ComputedItem['kind'] = 'sector'): ComputedItem => ({ kind, code, title: code.toUpperCase(), group: kind === 'sector' ? 1 : null });
const [a, b, c] = [item('a'), item('b'), item('c', 'profession')];
const computed = [a, b, c];

describe('changes of a list', () => {
  it('put first, move, hide and come back, and are told with their reasons in order', () => {
    let list = putFirst(putFirst(asComputed, a), c);
    list = move(move(list, c, -1), c, -1);
    list = hide(list, b);
    expect(faultOf(list, computed)).toBe('reason');
    for (const one of computed) list = because(list, one, 'judgement');
    list = saying(list, c, ' Попробуй летом. ');
    expect(faultOf(list, computed)).toBeNull();
    expect(changesOf(list)).toEqual([
      { kind: 'profession', code: 'c', verdict: 'preferred', reason: 'judgement', words: 'Попробуй летом.' },
      { kind: 'sector', code: 'a', verdict: 'preferred', reason: 'judgement', words: null },
      { kind: 'sector', code: 'b', verdict: 'hidden', reason: 'judgement', words: null },
    ]);
    expect(computed.reduce(leave, list)).toEqual(asComputed);
  });

  it('add what is not computed, and put first what is', () => {
    const other = { kind: 'profession' as const, code: 'x', title: 'X' };
    const list = add(add(add(asComputed, computed, other), computed, c), computed, other);
    expect(list.chosen.map(({ code, isAdded }) => [code, isAdded])).toEqual([['x', true], ['c', false]]);
  });

  it('are refused without a reason, past twelve, or when nothing is left', () => {
    const many = Array.from({ length: 13 }, (_, index) => item(`n${index}`)).reduce<ListEdit>((list, one) => because(putFirst(list, one), one, 'judgement'), asComputed);
    expect(faultOf(many, computed)).toBe('many');
    expect(faultOf(computed.reduce<ListEdit>((list, one) => because(hide(list, one), one, 'judgement'), asComputed), computed)).toBe('none');
    expect(faultOf(saying(because(putFirst(asComputed, a), a, 'judgement'), a, 'я'.repeat(201)), computed)).toBe('words');
    expect(() => changesOf(putFirst(asComputed, a))).toThrow();
  });

  it('of an earlier list are fitted to the one computed now', () => {
    const choices: ReviewChoice[] = [
      { ...a, verdict: 'preferred', reason: 'reachable', words: 'Рядом.' }, { ...b, verdict: 'hidden', reason: 'judgement', words: null },
      { ...item('gone'), verdict: 'hidden', reason: 'judgement', words: null }, { ...c, verdict: 'accepted', reason: null, words: null },
    ];
    const list = settled(editOf(choices), [b, c]);
    expect(list.chosen).toEqual([{ kind: 'sector', code: 'a', title: 'A', isAdded: true, reason: 'reachable', words: 'Рядом.' }]);
    expect(list.hidden.map(({ code }) => code)).toEqual(['b']);
  });
});

describe('the address of a class to be signed together', () => {
  it('names the class, and no student', () => {
    for (const one of ['c1', 'a/b ё%']) expect([batchIn(batchAddress(one)), placeIn(batchAddress(one))]).toEqual([one, null]);
    for (const hash of ['', '#b/', '#b/c1/7', addressOf({ classId: 'c1', seat: 7 })]) expect(batchIn(hash)).toBeNull();
  });
});

describe('the atlas', () => {
  const file = JSON.parse(readFileSync('../../engine/Atlas/Library/2026/atlas.json', 'utf8')) as AtlasFile;

  it('is searched by every word, by code, and gives profiles in grades 8 and 9 alone', () => {
    const items = itemsOf(file, 9);
    const [first] = file.professions;
    expect(searchAtlas(items, first!.title.toUpperCase())).toContainEqual({ kind: 'profession', code: first!.code, title: first!.title });
    expect(searchAtlas(items, first!.code).map(({ code }) => code)).toContain(first!.code);
    expect([searchAtlas(items, '  '), searchAtlas(items, 'ъъъ')]).toEqual([[], []]);
    expect(searchAtlas(items, 'о').length).toBe(mostFound);
    expect([8, 9, 10, 11].map((grade) => itemsOf(file, grade).some(({ kind }) => kind === 'profile'))).toEqual([true, true, false, false]);
  });
});

describe('texts of conclusions', () => {
  it('are without a fault', () => {
    expect(conclusionFaults(conclusions)).toEqual([]);
    expect(diagnosisFaults(diagnosisWords)).toEqual([]);
  });

  it('are refused with an unknown placeholder, a score for a teacher, a diagnosis or the wrong address', () => {
    const [ordinary] = conclusions.situations;
    const faultsOf = (part: object): string => conclusionFaults({ version: '1', situations: [{ ...ordinary!, ...part }] } as Conclusions).join('; ');
    expect(faultsOf({})).toBe('');
    expect(faultsOf({ student: ['Привет, {name}.', 'Раз.', 'Два.'] })).toContain('{name} is no placeholder');
    expect(faultsOf({ student: ['Раз {spheres.', 'Два.', 'Три.'] })).toContain('a brace');
    expect(faultsOf({ teacher: ['Набрал 40.', 'Два.'] })).toContain('no digits');
    expect(faultsOf({ teacher: ['Ближе {spheres}.', 'Раз.', 'Два.'] })).toContain('told nothing');
    expect(faultsOf({ parent: ['У ребёнка дислексия.', 'Два.'] })).toContain('дислексия');
    expect(faultsOf({ parent: ['Скажи ему, что тебе нравится.', 'Два.'] })).toContain('«вы»');
    expect(faultsOf({ student: ['Вам подойдёт.', 'Два.'] })).toContain('«ты»');
    expect(faultsOf({ student: ['Ты справился(ась).', 'Два.'] })).toContain('brackets');
    expect(faultsOf({ student: ['{spheres}.', 'Раз.'] })).toContain('two paragraphs');
    expect(faultsOf({ reasons: ['gap'] })).toContain('exactly one');
  });

  it('leave out what the protocol does not say', () => {
    expect(filled(['Раз.', 'Ближе {spheres}.', 'Цель {goal}, ценно {values}.'], { spheres: '«А»', goal: '«Б»' })).toBe('Раз.\n\nБлиже «А».');
    for (const { student, parent, teacher } of conclusions.situations) for (const one of [student, parent, teacher]) expect(filled(one, {})).not.toMatch(/[{}]|^$/);
  });
});

describe('words that are pointed out', () => {
  const names = ['Иванова Мария Сергеевна', 'Достоевский Лев Павлович', 'Кузнец Павел', 'Щукина-Белова Анна'];
  const wordsIn = (text: string): string[] => namesIn(text, names).map(({ word }) => word);

  it('are names in any case and as they are called at home', () => {
    for (const text of ['Марию', 'Марией', 'марии', 'Ивановой', 'Иванову', 'Сергеевне', 'Достоевского', 'достоевскому', 'Льва', 'Львом', 'Павлом', 'Павла', 'Маше', 'Паше', 'Анны', 'Ане', 'Щукиной-Беловой', 'Беловой', 'ИВАНОВА']) expect([text, wordsIn(`Прошу ${text} зайти.`)]).toEqual([text, [text]]);
  });

  it('are not words that only look like them', () => {
    expect(wordsIn('Вас ждут. Этот лев живёт в лесу, кузнец куёт, у анкеты есть марка, а сон важен; тем более вам.')).toEqual([]);
    expect(namesIn('Вася любит сон', ['Соня', 'Василий']).map(({ word }) => word)).toEqual(['Вася']);
    expect(namesIn('Тебя и вас, нас и кого-то', ['Ян Ли', 'Вася', 'Настя', 'Коля']).map(({ word }) => word)).toEqual([]);
    expect(namesIn('Ждём Георгия', ['Георгий']).length).toBe(1);
    expect(namesIn('Лень и вера в дело', ['Леонид', 'Вера']).map(({ word }) => word)).toEqual(['Лень']);
  });

  it('are diagnoses, by stem, as abbreviations and as phrases, with their place', () => {
    const text = 'У ребёнка дислексия и СДВГ, умственная отсталость не подтверждена.';
    expect(diagnosesIn(text).map(({ word, at }) => [word, text.indexOf(word) === at])).toEqual([['дислексия', true], ['СДВГ', true], ['умственная отсталость', true]]);
    expect(diagnosesIn('Раса, рассказ, диалог: ничего не нашлось, зпрос').length).toBe(0);
    expect(findIn('Маша и диагноз', names).map(({ kind }) => kind)).toEqual(['name', 'diagnosis']);
  });
});

describe('the difference of two versions', () => {
  it('is told by words', () => {
    expect(wordRuns('Тебе ближе природа и люди', 'Тебе ближе техника и люди рядом')).toEqual([
      { kind: 'same', text: 'Тебе ближе' }, { kind: 'gone', text: ' природа' }, { kind: 'new', text: ' техника' }, { kind: 'same', text: ' и люди' }, { kind: 'new', text: ' рядом' },
    ]);
    expect([wordRuns('', ''), wordRuns('', 'раз'), wordRuns('раз', '')]).toEqual([[], [{ kind: 'new', text: 'раз' }], [{ kind: 'gone', text: 'раз' }]]);
    const long = 'слово '.repeat(650);
    expect(wordRuns(long, `${long} ещё`).at(-1)).toEqual({ kind: 'new', text: '  ещё' });
  });

  it('is told by list: what is decided otherwise, moved or gone', () => {
    const choice = (one: ComputedItem, verdict: ReviewChoice['verdict']): ReviewChoice => ({ ...one, verdict, reason: verdict === 'accepted' ? null : 'judgement', words: null });
    const found = listDifferences([choice(a, 'preferred'), choice(b, 'preferred'), choice(c, 'accepted')], [choice(b, 'preferred'), choice(a, 'preferred'), choice(item('d'), 'hidden')]);
    expect(found.map(({ title, places }) => [title, ...places])).toEqual([['B', 2, 1], ['A', 1, 2], ['D', null, null], ['C', null, null]]);
    expect(differenceWords(found[0]!)).toContain('было 2-м, стало 1-м');
    expect(differenceWords(found[3]!)).toContain('больше нет');
    expect(listDifferences([choice(a, 'preferred')], [choice(a, 'preferred')])).toEqual([]);
  });
});

describe('texts before they are signed', () => {
  it('lose what has no shape, and are refused where the server would', () => {
    const texts = { student: ' Раз\u00ad\u200bдва\r\nтри\t. ', parent: null, teacher: null, teacherId: 'p2' };
    expect(cleaned(texts)).toEqual({ student: 'Раздва\nтри .', parent: null, teacher: null, teacherId: null });
    expect(textFaults({ student: ' ', parent: '', teacher: 'Набрал 40', teacherId: null })).toEqual(['student.empty', 'parent.empty', 'teacher.digits', 'teacher.whom']);
    expect(textFaults({ student: 'я'.repeat(4_001), parent: null, teacher: null, teacherId: null })).toEqual(['student.long']);
  });
});

const staff = { id: 'u1', acts: ['readResults', 'releaseResults'], name: 'Мария Викторовна', word: 'word' };
const place = { classId: 'c1', seat: 10 };
// eslint-disable-next-line @typescript-eslint/no-explicit-any
let state: any;

describe('a decision', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    state = { staff, ...mock.reviewState() };
    vi.stubGlobal('isSecureContext', true);
    vi.stubGlobal('fetch', async (path: string, request: RequestInit) => {
      const address = new URL(path, 'http://x');
      if (address.pathname === '/api/staff/me') return Response.json(state.staff);
      const body: unknown = request.body === undefined ? {} : JSON.parse(request.body as string);
      const [status, reply] = mock.reviewAnswer(state, request.method, address.pathname, address.searchParams, body, new Headers(request.headers).get('X-Staff')) as [number, unknown];
      return new Response(status === 204 ? null : JSON.stringify(reply), { status });
    });
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const open = async (unsaved = new Map<string, Typed>()): Promise<Decision> => {
    const decision = new Decision(place, unsaved);
    await decision.open();
    return decision;
  };

  async function holdKey(): Promise<void> {
    const pair = await makePair();
    await keepKey('u1', pair.publicKey, await takeIn(pair.privateKey), 'word');
    const school = await makeSchoolKey('s1', 1);
    state.schoolKey.wrapped = await wrapFor(school, 'u1', pair.publicKey);
  }

  it('is signed without a key, in versions that follow each other, and withdrawn', async () => {
    const unsaved = new Map<string, Typed>();
    const decision = await open(unsaved);
    expect([decision.noDraft, decision.version, decision.typed]).toEqual(['noKey', 1, nothingTyped]);
    expect(await decision.sign()).toBe(false);
    decision.change({ student: 'Первый вывод' });
    expect(unsaved.size).toBe(1);
    expect((await open(unsaved)).typed.student).toBe('Первый вывод');
    expect(await decision.sign()).toBe(true);
    expect([unsaved.size, decision.version, decision.last?.texts.student]).toEqual([0, 2, 'Первый вывод']);
    const [first] = decision.state!.computed;
    decision.changeList(because(putFirst(decision.typed.list, first!), first!, 'studentsWish'));
    decision.change({ student: 'Второй вывод' });
    expect(await decision.sign()).toBe(true);
    expect(decision.state!.versions.map(({ version, release }) => [version, release.reason])).toEqual([[1, 'replaced'], [2, null]]);
    expect(decision.typed.list.chosen.map(({ code }) => code)).toEqual([first!.code]);
    expect(await decision.withdraw('asked')).toBeNull();
    expect(decision.last?.release.reason).toBe('asked');
  });

  it('is drafted sealed as one types, and found again', async () => {
    await holdKey();
    const decision = await open();
    expect([decision.noDraft, decision.keeper?.stage]).toEqual([null, 'none']);
    decision.change({ student: 'Тайный черновик' });
    expect(decision.keeper?.stage).toBe('waiting');
    vi.advanceTimersByTime(pauseMs);
    await vi.waitFor(() => expect(decision.keeper?.stage).toBe('saved'));
    expect(JSON.stringify([...state.drafts.values()])).not.toContain('Тайный');
    expect((await open()).typed.student).toBe('Тайный черновик');
    expect(await decision.sign()).toBe(true);
    expect(state.drafts.size).toBe(0);
  });

  it('keeps what is typed when a colleague was quicker', async () => {
    await holdKey();
    const [mine, theirs] = [await open(), await open()];
    theirs.change({ student: 'Их слова' });
    await theirs.keeper!.flush();
    mine.change({ student: 'Мои слова' });
    await mine.keeper!.flush();
    expect([mine.typed.student, mine.meanwhile?.theirs?.student, mine.meanwhile?.isSigned, mine.keeper?.stage]).toEqual(['Мои слова', 'Их слова', false, 'changed']);
    mine.keepMine();
    await mine.keeper!.flush();
    expect((await open()).typed.student).toBe('Мои слова');
    theirs.change({ student: 'Подписано раньше' });
    expect(await theirs.sign()).toBe(false);
    theirs.keepMine();
    expect(await theirs.sign()).toBe(true);
    mine.change({ student: 'Опоздали' });
    expect(await mine.sign()).toBe(false);
    expect([mine.typed.student, mine.meanwhile?.isSigned, mine.version]).toEqual(['Опоздали', true, 2]);
    mine.takeTheirs();
    expect(mine.typed.student).toBe('Подписано раньше');
  });

  it('goes on with what stood in no draft, and asks where a colleague has written one since', async () => {
    const unsaved = new Map<string, Typed>([[addressOf(place), { ...nothingTyped, student: 'Не сохранено' }]]);
    await holdKey();
    const theirs = await open();
    theirs.change({ student: 'Их слова' });
    await theirs.keeper!.flush();
    expect((await open(new Map(unsaved))).keeper?.stage).toBe('waiting');
    for (const draft of state.drafts.values()) draft.by = 'Коллега';
    const mine = await open(unsaved);
    expect([mine.typed.student, mine.meanwhile?.by, mine.meanwhile?.theirs?.student, mine.keeper?.stage]).toEqual(['Не сохранено', 'Коллега', 'Их слова', 'changed']);
  });

  it('never writes over a draft that does not open', async () => {
    await holdKey();
    state.drafts.set('c1/10', { version: 1, generation: 1, revision: 4, protocol: '', sealed: 'AAAA', writtenAtMs: 0, by: 'Коллега' });
    const decision = await open();
    expect([decision.noDraft, decision.keeper]).toEqual(['broken', null]);
    decision.change({ student: 'Вывод' });
    expect(await decision.sign()).toBe(true);
  });

  it('is told when the protocol changed, and signs nothing of the old one', async () => {
    const decision = await open();
    decision.change({ student: 'Вывод' });
    state.review.find(({ classId, seat }: typeof place) => classId === 'c1' && seat === 10).finishedAtMs += 1;
    expect(await decision.sign()).toBe(false);
    expect([decision.fault, decision.isOfOldProtocol, decision.typed.student]).toEqual(['protocol-changed', true, 'Вывод']);
    expect(await decision.sign()).toBe(true);
  });

  it('fills its texts from the protocol', async () => {
    const decision = await open();
    const [, view] = mock.reviewAnswer(state, 'GET', '/api/review/classes/c1/seats/10', new URLSearchParams(), {}, null) as [number, ProtocolView];
    const facts = factsOf(view, decision.state!, asComputed);
    expect(facts.spheres).toBe('«Исследовать и понимать» и «Придумывать и создавать»');
    expect(facts.groups).toBe('«Дизайн и медиа» и «Наука и исследования»');
    expect(situationOf({ ...view, needs: [{ reason: 'gap', evidence: [] }] }, decision.state!).id).toBe('gap');
    expect(situationOf({ ...view, needs: [{ reason: 'askedForTalk', evidence: [] }, { reason: 'unreliable', evidence: [] }] }, decision.state!).id).toBe('unreliable');
    expect(situationOf({ ...view, needs: [] }, decision.state!).id).toBe('ordinary');
    expect(situationOf({ ...view, needs: [] }, { ...decision.state!, computed: [] } as ReviewState).id).toBe('flat');
  });

  it('opens as nothing else than the draft it is', async () => {
    const school = await makeSchoolKey('s1', 1);
    const typed: Typed = { ...nothingTyped, list: because(putFirst(asComputed, a), a, 'judgement'), student: 'Текст' };
    const draft = { version: 1, generation: 1, revision: 2, protocol: '', sealed: await sealDraft(typed, school, place, 1, 2), writtenAtMs: 0, by: '' };
    expect(await openDraft(draft, school, place)).toEqual(typed);
    await expect(openDraft({ ...draft, revision: 3 }, school, place)).rejects.toThrow();
    await expect(openDraft(draft, school, { ...place, seat: 11 })).rejects.toThrow();
  });

  it('of many is signed after a sample, all or none', async () => {
    const batch = new Batch('c2');
    await batch.open();
    const { ready, needed } = batch.look!;
    expect(ready.length).toBeGreaterThan(3);
    expect([batch.hasUnsaved, hasUnsaved(new Map(), new Map([['c2', batch]]), new Map())]).toEqual([false, false]);
    batch.texts = { ...batch.texts, student: 'Один текст для всех.' };
    expect([batch.hasUnsaved, hasUnsaved(new Map(), new Map([['c2', batch]]), new Map())]).toEqual([true, true]);
    expect([batch.missing, batch.canSign, await batch.sign()]).toEqual([needed, false, false]);
    for (const { seat } of ready.slice(0, needed)) state.opened.add(`c2/${seat}`);
    await batch.open();
    expect(batch.canSign).toBe(true);
    state.drafts.set(`c2/${ready[0]!.seat}`, { revision: 1 });
    expect([await batch.sign(), batch.fault, batch.texts.student]).toEqual([false, 'batch-changed', 'Один текст для всех.']);
    expect(batch.look!.refused).toContainEqual({ seat: ready[0]!.seat, why: 'drafted' });
    state.drafts.clear();
    for (const { seat } of ready) state.opened.add(`c2/${seat}`);
    await batch.open();
    expect([await batch.sign(), batch.done, batch.look!.ready.length]).toEqual([true, ready.length, 0]);
    expect(batch.hasUnsaved).toBe(false);
    batch.texts = { ...batch.texts, parent: 'Ещё родителям' };
    expect(batch.hasUnsaved).toBe(true);
    expect([hasUnsaved(new Map([['c1/1', nothingTyped]]), new Map(), new Map()), hasUnsaved(new Map(), new Map(), new Map([['c1/1', { hasUnsaved: true }]]))]).toEqual([true, true]);
  });
});
