// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import pdfMake from 'pdfmake/build/pdfmake.min.js';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { mostEarlier, readFile, writeFile } from '../portfolio/file';
import { open } from '../portfolio/open';
import { emptyOwn, kinds, type Own } from '../portfolio/own';
import { portfolioPart, type Paper } from '../portfolio/paper';
import { Portfolio } from '../portfolio/portfolio.svelte';
import PortfolioPage from '../portfolio/PortfolioPage.svelte';
import type { SignedPortfolio } from '../portfolio/signed';
import { readStatement, type PastYear } from '../portfolio/statement';
import { documentOf } from '../report/documents';
import { textsOf } from '../report/nodes';
import { layouts, printed } from '../report/printed';
import ResultPage from '../result/ResultPage.svelte';
import { reportTexts } from '../shared/text/report';
import { resultTexts } from '../shared/text/result';
import { addTexts, loadLanguage } from '../shared/text/text';
import { demoResult } from './demo';

const { portfolio: signed } = JSON.parse(readFileSync('test/portfolio.fixture.json', 'utf8')) as { portfolio: SignedPortfolio };
const plan = { goal: 'Поступить в вуз', steps: ['Обсудить дома', 'Сходить на день открытых дверей'], by: 'за неделю', help: [], wantsTalk: true };

let page: Record<string, unknown> | null = null;
let portfolio: Portfolio;
let sent: string[] = [];
let left = 0;
const byId = (id: string): HTMLElement => document.querySelector<HTMLElement>(`[data-testid="${id}"]`)!;
const within = (id: string, inner: string): HTMLElement => byId(id).querySelector<HTMLElement>(`[data-testid="${inner}"]`)!;

beforeAll(async () => {
  await loadLanguage(resultTexts);
  await open('K', null, null);
});

async function press(element: HTMLElement): Promise<void> {
  element.click();
  flushSync();
  await Promise.resolve();
  await new Promise((done) => setTimeout(done));
}

function type(element: HTMLElement, text: string): void {
  (element as HTMLInputElement).value = text;
  element.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
}

function show(status = 200): void {
  [sent, left] = [[], 0];
  vi.stubGlobal('fetch', (path: string, { body }: { body?: string } = {}) => {
    sent.push(`${path} ${body ?? ''}`);
    return Promise.resolve(new Response(JSON.stringify(status === 200 ? signed : { code: status === 410 ? 'result-withdrawn' : 'busy' }), { status }));
  });
  portfolio = new Portfolio(' KEY ', plan);
  page = mount(PortfolioPage, { target: document.body, props: { portfolio, onback: () => (left += 1) } });
  flushSync();
}

afterEach(async () => {
  if (page !== null) await unmount(page);
  page = null;
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

describe("the student's portfolio", () => {
  it('begins with the plan of the lesson and what the server signs, and asks for nothing else', async () => {
    show();
    await vi.waitFor(() => expect(byId('told')).not.toBeNull());
    expect(sent).toEqual(['/api/result/portfolio {"key":"KEY"}']);
    expect(byId('entries-goals').textContent).toContain('Поступить в вуз');
    expect(byId('entries-steps').dataset['count']).toBe('2');
    expect(byId('entries-steps').textContent).toContain('за неделю');
    expect(byId('told-year').textContent).toContain('Стало заметно ближе: «Придумывать и создавать»');
    expect(byId('portfolio').dataset['unsaved']).toBe('false');
    expect(document.body.textContent).not.toMatch(/undefined|null|NaN|\{\w+\}/);
  });

  it('takes entries, changes, removes and returns them, and the focus stays near', async () => {
    show();
    await press(byId('add-trials'));
    await press(within('entries-trials', 'entry-save'));
    expect(byId('entries-trials').querySelector('[role=alert]')!.textContent).toContain('Что');
    type(within('entries-trials', 'entry-what'), 'Кружок <b>');
    type(within('entries-trials', 'entry-took'), 'Люблю поле');
    expect(portfolio.isUnsaved).toBe(true);
    await press(byId('portfolio-save'));
    expect(byId('portfolio-held').textContent).toContain('не добавлена');
    await press(byId('portfolio-back'));
    expect(left).toBe(0);
    await press(within('entries-trials', 'entry-save'));
    expect(portfolio.own.lists.trials).toEqual([{ what: 'Кружок <b>', where: '', when: '', took: 'Люблю поле' }]);
    expect(document.activeElement).toBe(byId('add-trials'));
    await press(within('entries-trials', 'entry-edit'));
    type(within('entries-trials', 'entry-where'), 'Дом юнната');
    await press(within('entries-trials', 'entry-save'));
    expect(portfolio.own.lists.trials[0]!['where']).toBe('Дом юнната');
    await press(byId('portfolio-back'));
    expect(left).toBe(1);
    await press(within('entries-trials', 'entry-remove'));
    expect(byId('entries-trials').dataset['count']).toBe('0');
    expect(document.activeElement).toBe(within('entries-trials', 'entry-undo'));
    await press(within('entries-trials', 'entry-undo'));
    expect(byId('entries-trials').textContent).toContain('Кружок <b>');
    expect(sent).toHaveLength(1);
  });

  it('can be written without a server, and says when the result is closed', async () => {
    show(503);
    await vi.waitFor(() => expect(byId('portfolio-sign')).not.toBeNull());
    expect(portfolio.file().signed).toEqual([]);
    await unmount(page!);
    show(410);
    await vi.waitFor(() => expect(byId('portfolio-signed').dataset['state']).toBe('result-withdrawn'));
    expect(byId('portfolio-sign')).toBeNull();
  });

  it('takes an earlier file over: entries once, another year beside, this lesson not twice', async () => {
    show();
    await vi.waitFor(() => expect(portfolio.now).not.toBeNull());
    const before = signed.statement.text.replaceAll('"year":2027', '"year":2025').replaceAll('2026-11-20', '2024-11-20');
    const own: Own = { name: 'Ромашкина', lists: { ...emptyOwn().lists, goals: [{ text: 'поступить в вуз' }, { text: 'Вторая' }] } };
    const file = (): File => new File([writeFile({ signed: [signed.statement, { ...signed.statement, text: before, key: '0123456789abcdef' }], own }, { about: '', check: '' })], 'a.json');
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{"keys":[]}')));
    await portfolio.open(file());
    await portfolio.open(file());
    flushSync();
    expect(portfolio.own.lists.goals.map(({ text }) => text)).toEqual(['Поступить в вуз', 'Вторая']);
    expect(portfolio.own.name).toBe('Ромашкина');
    expect(portfolio.earlier.map(({ statement, verdict }) => [statement.year, verdict])).toEqual([[2025, expect.stringMatching(/unknownKey|unchecked/)]]);
    expect(portfolio.file().signed.map(({ text }) => text)).toEqual([signed.statement.text, before]);
    expect(byId('portfolio-opened').textContent).toContain('Результатов других лет в нём: 1');
    expect(portfolio.opened).toMatchObject({ leftYears: 0 });

    // More other lessons than a file has room for: the oldest are told as left, and what is saved can be opened again.
    const many = Array.from({ length: mostEarlier + 1 }, (_, at) => ({ ...signed.statement, text: signed.statement.text.replaceAll('"year":2027', `"year":${2010 + at}`), signature: `${at}${signed.statement.signature.slice(1)}`, key: '0123456789abcdef' }));
    await portfolio.open(new File([writeFile({ signed: many.slice(0, mostEarlier), own }, { about: '', check: '' })], 'c.json'));
    await portfolio.open(new File([writeFile({ signed: many.slice(mostEarlier), own }, { about: '', check: '' })], 'd.json'));
    flushSync();
    expect(portfolio.opened).toMatchObject({ kind: 'taken', leftYears: 1 });
    expect(byId('portfolio-opened').textContent).toContain('Не поместилось результатов прошлых лет: 1');
    expect(portfolio.earlier.map(({ statement }) => statement.year)).toEqual([2025, 2017, 2016, 2015, 2014, 2013, 2012]);
    expect(readFile(writeFile(portfolio.file(), { about: '', check: '' }))!.signed).toHaveLength(mostEarlier + 1);
    await portfolio.open(new File(['{}'], 'b.json'));
    flushSync();
    expect(byId('portfolio-opened').dataset['kind']).toBe('notPortfolio');
    expect(portfolio.isUnsaved).toBe(true);
  });
});

describe('the button on the result page', () => {
  it('is the student\'s alone', () => {
    const props = { result: demoResult('DEMO-FAMILIES'), resultKey: 'DEMO-FAMILIES', onportfolio: () => Promise.resolve() };
    for (const first of ['student', 'parent'] as const) {
      const shown = mount(ResultPage, { target: document.body, props: { ...props, first } });
      flushSync();
      expect(byId('open-portfolio') !== null).toBe(first === 'student');
      void unmount(shown);
    }
  });
});

describe('the portfolio on paper', () => {
  const statement = readStatement(signed.statement.text)!;
  const full = (count: number): Own => ({
    name: 'Ромашкина Агафья',
    lists: Object.fromEntries(kinds.map((kind) => [kind, Array.from({ length: count }, (_, at) => ({ text: `Запись ${at}`, what: `Проба ${at}`, where: 'Дом юнната', when: 'весна', took: 'Люблю поле', source: 'Колледж', said: 'Техника' }))])) as unknown as Own['lists'],
  });
  const check = { page: 'https://a.example/verify', address: 'https://a.example/verify#ABC', rows: ['01', '10'] };
  const paper = (more: Partial<Paper> = {}): Paper => ({ own: full(3), statement, years: statement.earlier, check, print: '0717d42e94167983', ...more });

  beforeAll(async () => {
    await addTexts(reportTexts);
    const font = (file: string): string => readFileSync(`node_modules/pdfmake/build/fonts/Roboto/${file}`).toString('base64');
    pdfMake.addVirtualFileSystem({ regular: font('Roboto-Regular.ttf'), medium: font('Roboto-Medium.ttf') });
    pdfMake.addFonts({ Roboto: { normal: 'regular', bold: 'medium', italics: 'regular', bolditalics: 'medium' } });
    pdfMake.addTableLayouts(layouts);
  });

  it('tells the own part and the signed part apart, in two or three pages', async () => {
    const part = portfolioPart(paper());
    const said = textsOf(part.content).join('\n');
    for (const one of ['Ромашкина Агафья', 'Написано мной.', 'Проба 2', 'Подписано сервером.', 'Заметнее других: «Придумывать и создавать»', 'Отпечаток 0717d42e94167983', 'Раньше: 9 класс, 2026 год', 'Чего подпись не говорит'])
      expect(said).toContain(one);
    expect(said.indexOf('Проба 2')).toBeLessThan(said.indexOf('Подписано сервером.'));
    expect(said).not.toContain('в одном файле');
    const file = { ...statement.earlier[0]!, changes: undefined };
    expect(textsOf(portfolioPart(paper({ years: [file as unknown as PastYear] })).content).join('\n')).toContain('годы в одном файле');
    expect(said).not.toMatch(/undefined|null|NaN|\{\w+\}/);
    const bytes = await printed(pdfMake, structuredClone(documentOf(part.title, [part])), () => undefined);
    const text = Buffer.from(bytes).toString('latin1');
    expect((text.match(/\/Type \/Page\b/g) ?? []).length).toBe(2);
    expect(text).toContain('https://a.example/verify#ABC');
  });

  it('does without what is not there', () => {
    const bare = textsOf(portfolioPart(paper({ own: emptyOwn(), check: null, print: null, years: [] })).content).join('\n');
    expect(bare).not.toContain('Написано мной.');
    expect(bare).toContain('Код не поместился');
    const alone = textsOf(portfolioPart(paper({ statement: null, years: [], check: null })).content).join('\n');
    expect(alone).not.toContain('Подписано сервером.');
    expect(`${bare}${alone}`).not.toMatch(/undefined|null|NaN|\{\w+\}/);
  });
});
