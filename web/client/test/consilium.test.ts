// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
// @ts-expect-error The stand-in server is plain JavaScript.
import * as mock from '../mock/review.mjs';
import { textsOf } from '../report/nodes';
import { asideIn, consiliumAddress, placeIn, stepsAddress, talkAddress } from '../review/address';
import { Consilium } from '../review/consilium/consilium.svelte';
import { docxOf } from '../report/docx/docx';
import { consiliumText } from '../review/consilium/docx';
import { consiliumDocument } from '../review/consilium/pdf';
import { consiliumProtocol, dayFrom, dayOf, type About } from '../review/consilium/protocol';
import { openWords, sealWords } from '../review/consilium/sealed';
import { DueBook } from '../review/consilium/steps.svelte';
import { most, typedOf, unfinished, unsaved, wordsOf, type Typed } from '../review/consilium/typed';
import { pauseMs } from '../review/decision/draft.svelte';
import { keepKey } from '../shared/names/keep';
import { makePair, takeIn } from '../shared/names/pair';
import { makeSchoolKey, wrapFor } from '../shared/names/schoolKey';
import { consiliumTexts } from '../shared/text/consilium';
import { reportTexts } from '../shared/text/report';
import { addTexts } from '../shared/text/text';

beforeAll(async () => {
  await addTexts(consiliumTexts);
  await addTexts(reportTexts);
});

const place = { classId: 'c1', seat: 10 };
const staff = { id: 'u1', acts: ['readResults', 'releaseResults'], name: 'Мария Викторовна', role: 'psychologist', word: 'word' };
const agreed: Typed = {
  heldOn: '2026-11-22',
  people: [{ role: 'psychologist', accountId: 'u1', name: 'Мария Викторовна', opinion: 'Интерес держится.' }, { role: 'parent', accountId: null, name: 'Мама', opinion: '' }],
  steps: [{ kind: 'tryOut', due: '2026-12-01', words: 'Проба у медиков' }, { kind: 'talk', due: '2027-03-01', words: '' }],
  outside: [{ source: 'ticketToTheFuture', on: '2026-10-05', sectors: ['it', 'elsewhere'] }],
  conclusion: 'Попробовать до весны.\nПотом решать.',
};
// eslint-disable-next-line @typescript-eslint/no-explicit-any
let state: any;

describe('addresses', () => {
  it('of pages beside are told apart from a profile', () => {
    expect(asideIn(consiliumAddress(place))).toEqual({ page: 'consilium', place });
    expect(asideIn(talkAddress(place))).toEqual({ page: 'talk', place });
    expect(asideIn(stepsAddress)).toEqual({ page: 'steps' });
    for (const hash of ['', '#s/c1/10', '#b/c1', '#k/c1']) expect(asideIn(hash)).toBeNull();
    expect(placeIn(consiliumAddress(place))).toBeNull();
  });
});

describe('a typed consilium', () => {
  it('says what keeps it from being saved and from being closed', () => {
    expect([unsaved(agreed), unfinished(agreed)]).toEqual([[], []]);
    const twice = { ...agreed, people: [agreed.people[0]!, agreed.people[0]!] };
    expect(unsaved({ ...twice, heldOn: '0226-11-22', steps: [{ kind: 'talk', due: '', words: '' }], outside: [{ source: 'college', on: '', sectors: [] }] }))
      .toEqual(['heldOn', 'twice', 'due', 'outside.on', 'outside.sectors']);
    expect(unfinished({ ...agreed, heldOn: null, people: [], conclusion: ' \u200b' })).toEqual(['heldOn', 'people', 'conclusion']);
    expect(unfinished({ ...agreed, people: [{ ...agreed.people[1]!, name: ' ' }] })).toEqual(['name']);
  });

  it('keeps names of accounts out of its words, and is the same from fields and words', () => {
    const words = wordsOf(agreed);
    expect(words.people).toEqual([{ name: '', opinion: 'Интерес держится.' }, { name: 'Мама', opinion: '' }]);
    expect(wordsOf({ ...agreed, conclusion: 'я'.repeat(4_000) }).conclusion.length).toBe(3_000);
  });

  it('opens as nothing else than the consilium it is', async () => {
    const school = await makeSchoolKey('s1', 1);
    const sealed = await sealWords(wordsOf(agreed), school, place, 1, 2);
    expect(await openWords(sealed, school, place, 1, 2)).toEqual(wordsOf(agreed));
    await expect(openWords(sealed, school, place, 1, 3)).rejects.toThrow();
    await expect(openWords(sealed, school, place, 2, 2)).rejects.toThrow();
    await expect(openWords(sealed, school, { ...place, seat: 11 }, 1, 2)).rejects.toThrow();
  });

  it('at its longest is within what the server takes', async () => {
    const school = await makeSchoolKey('s1', 1);
    const one = { role: 'other' as const, accountId: null, name: 'я'.repeat(60), opinion: 'ё'.repeat(500) };
    const whole: Typed = { ...agreed, people: Array.from({ length: most.people }, () => one), steps: Array.from({ length: most.steps }, () => ({ kind: 'talk' as const, due: '2027-01-01', words: 'щ'.repeat(150) })), conclusion: 'ж'.repeat(3_000) };
    expect((await sealWords(wordsOf(whole), school, place, 1, 1)).length).toBeLessThanOrEqual(40_000);
  });
});

describe('days', () => {
  it('are of the calendar, not of a moment', () => {
    expect(dayFrom(new Date(2026, 11, 30, 23, 59).getTime(), 3)).toBe('2027-01-02');
    expect(dayOf('2026-12-01')).toBe('1 декабря 2026 г.');
  });
});

describe('consilia of a student', () => {
  beforeEach(async () => {
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
    const pair = await makePair();
    await keepKey('u1', pair.publicKey, await takeIn(pair.privateKey), 'word');
    state.schoolKey.wrapped = await wrapFor(await makeSchoolKey('s1', 1), 'u1', pair.publicKey);
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const open = async (): Promise<Consilium> => {
    const consilium = new Consilium(place);
    await consilium.open();
    return consilium;
  };

  const saved = async (consilium: Consilium): Promise<void> => {
    await vi.advanceTimersByTimeAsync(pauseMs);
    await consilium.keeper!.flush();
  };

  it('are begun, saved sealed, closed once, and followed', async () => {
    const consilium = await open();
    expect([consilium.typed, consilium.number]).toEqual([null, 1]);
    consilium.begin('2026-11-22');
    await saved(consilium);
    consilium.change(agreed);
    await saved(consilium);
    const [stored] = state.consilia.get('c1/10');
    expect([stored.revision, stored.steps.length, JSON.stringify(stored).includes('Мама'), JSON.stringify(stored).includes('медик')]).toEqual([2, 2, false, false]);
    expect((await open()).typed).toEqual(agreed);
    expect(await consilium.close()).toBe(true);
    expect([consilium.typed, consilium.held.length, consilium.number, consilium.held[0]!.words!.conclusion]).toEqual([null, 1, 2, agreed.conclusion]);
    expect(typedOf(consilium.held[0]!.view, consilium.held[0]!.words)).toEqual(agreed);

    const due = new DueBook('2026-12-01');
    await due.read();
    expect(due.due!.rows.map(({ kind, seat }) => [kind, seat])).toEqual([['tryOut', 10]]);
    due.pickAll(true);
    await due.save('goesOn', '2027-01-15');
    expect([due.saved, due.due!.total, due.picked.size]).toEqual([1, 0, 0]);
    expect(await consilium.mark([{ seat: 10, number: 1, step: 1, entry: 0, outcome: 'done', next: null }])).toBe('steps-changed');
    expect(await consilium.mark([{ seat: 10, number: 1, step: 1, entry: 1, outcome: 'done', next: null }])).toBeNull();
    expect(consilium.held[0]!.view.steps[0]!.outcomes.map(({ outcome }) => outcome)).toEqual(['goesOn', 'done']);
  });

  it('are not written over a colleague', async () => {
    const [consilium, other] = [await open(), await open()];
    other.begin('2026-11-20');
    await saved(other);
    consilium.begin('2026-11-22');
    await saved(consilium);
    expect([consilium.keeper!.stage, consilium.meanwhile?.by, consilium.typed!.heldOn]).toEqual(['changed', 'Мария Викторовна', '2026-11-22']);
    consilium.takeTheirs();
    expect(consilium.typed!.heldOn).toBe('2026-11-20');
    consilium.change({ conclusion: 'Вместе' });
    await saved(consilium);
    expect(state.consilia.get('c1/10')[0].revision).toBe(2);
  });

  it('wait while a day is missing, and are not closed without a conclusion', async () => {
    const consilium = await open();
    consilium.begin('2026-11-22');
    consilium.change({ steps: [{ kind: 'talk', due: '', words: '' }] });
    await vi.advanceTimersByTimeAsync(pauseMs * 2);
    expect(state.consilia.size).toBe(0);
    expect(consilium.hasUnsaved).toBe(true);
    await consilium.open();
    expect(consilium.typed!.steps.length).toBe(1);
    consilium.change({ steps: [] });
    await saved(consilium);
    expect(consilium.hasUnsaved).toBe(false);
    expect([state.consilia.size, await consilium.close()]).toEqual([1, false]);
  });

  it('are not written where the key is not held, and nothing that does not open is written over', async () => {
    const first = await open();
    first.begin('2026-11-22');
    await saved(first);
    state.consilia.get('c1/10')[0].sealed = 'YW5kZXJz';
    expect([(await open()).noKey, (await open()).keeper]).toEqual(['broken', null]);
    state.schoolKey.wrapped = null;
    expect([(await open()).noKey, (await open()).keeper]).toEqual(['noKey', null]);
  });

  it('make a protocol that is the same on the page and in a file', async () => {
    const consilium = await open();
    consilium.begin('2026-11-22');
    consilium.change(agreed);
    await saved(consilium);
    await consilium.close();
    const about: About = { schoolName: 'Школа № 12', className: '9А', seat: 10, name: 'Иванова Мария', sectors: new Map([['it', 'Информационные технологии']]) };
    const { view, words } = consilium.held[0]!;
    const protocol = consiliumProtocol(view, words, about);
    const told = textsOf(consiliumDocument(protocol).parts[0]!.content).join('\n').replaceAll('\u00a0', ' ');
    for (const one of ['Протокол консилиума № 1', 'Иванова Мария', 'Класс 9А', 'Мама', 'Родитель', 'Интерес держится.', 'Попробовать до весны.', 'Потом решать.', 'Проба у медиков', '1 декабря 2026', '«Билет в будущее»', 'Информационные технологии, elsewhere', 'c0ffee12c0ff'])
      expect(told).toContain(one);
    const text = consiliumText(protocol);
    expect(text.blocks.filter((block) => protocol.blocks.some((own) => own === block))).toEqual(protocol.blocks);
    expect(text.blocks.filter((block) => 'text' in block && block.text.endsWith('_'))).toHaveLength(protocol.signers.length);
    expect(protocol.signers).toContain('Родитель: Мама');
    expect((await docxOf(text)).size).toBeGreaterThan(5_000);
    expect(protocol.blocks.map(({ kind }) => kind)).toEqual(['heading', 'table', 'heading', 'list', 'heading', 'paragraph', 'paragraph', 'heading', 'table']);
    expect(consiliumProtocol({ ...view, sealed: null }, null, { ...about, name: null }).blocks).toContainEqual({ kind: 'paragraph', text: 'Слова пропали вместе с утерянным ключом школы. Состав, шаги и дни сохранились.' });
  });
});
