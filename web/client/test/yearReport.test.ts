// @vitest-environment jsdom
import { strFromU8, unzipSync } from 'fflate';
import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import ReportPageView from '../region/report/ReportPage.svelte';
import { Region } from '../region/region.svelte';
import { textsOf } from '../report/nodes';
import { yearDocument } from '../report/ofYear';
import { yearText } from '../report/docx/ofYear';
import { schoolTable } from '../report/tables/ofSchools';
import { yearTables } from '../report/tables/ofYear';
import { workbookOf } from '../report/tables/xlsx';
import type { IndicatorPage, ToldFigure } from '../shared/net/indicatorsWire';
import type { StaffMe } from '../shared/net/staffWire';
import type { ReportPage, ReportParagraph, YearReport } from '../shared/net/yearReportWire';
import { indicatorsTexts } from '../shared/text/indicators';
import { regionTexts } from '../shared/text/region';
import { reportTexts } from '../shared/text/report';
import { staffTexts } from '../shared/text/staff';
import { addTexts, loadLanguage } from '../shared/text/text';
import { yearReportTexts } from '../shared/text/yearReport';

const figure: ToldFigure = { n: 1234, count: 1038, value: 0.841, low: 0.83, high: 0.852 };
const paragraph = (id: string, text: string, more: Partial<ReportParagraph> = {}): ReportParagraph => ({
  id, origin: 'drafted', sentences: text === '' ? [] : [{ text, figures: [{ label: 'Участие · Все ученики', figure }, { label: 'Участие · 9 класс', figure: null }] }], drafted: null, isOverOlder: false, ...more,
});
const report = (): YearReport => ({
  title: 'Аналитическая справка', place: 'Край', year: 2026, isSimulated: false, madeAtMs: 0, dataHash: 'a'.repeat(64), removed: null,
  sections: [
    {
      id: 'participation', title: 'Участие', isLeftOut: false,
      paragraphs: [paragraph('participation', 'До конца дошли 84,1 %.'), paragraph('participation.groups', '', { origin: 'edited', drafted: 'Классы не различаются.' })],
      tables: [{ title: 'Участие: по классам', lead: 'Все', columns: ['2026 год', 'Версия'], rows: [{ title: '9 класс', cells: [{ text: null, figure }, { text: '1.0.0', figure: null }] }, { title: '10 класс', cells: [{ text: null, figure: null }, { text: '', figure: null }] }] }],
    },
    { id: 'norms', title: 'Нормы', isLeftOut: true, paragraphs: [paragraph('norms.state', 'Норм нет.')], tables: [] },
  ],
});
const base = (): ReportPage => ({ place: 'Край', year: 2026, report: report(), stamp: 's', revision: 0, changedBy: null, changedAtMs: null, newer: null, editions: [], isDamaged: false, years: [2026], lack: null, notCounted: [], isBehind: false });

beforeAll(async () => {
  await loadLanguage(regionTexts);
  for (const texts of [staffTexts, reportTexts, indicatorsTexts, yearReportTexts]) await addTexts(texts);
});

describe('the files', () => {
  const edition = { id: 'e', year: 2026, number: 2, isSimulated: false, madeAtMs: 0, by: 'Р', dataHash: 'a'.repeat(64) };

  it('say what is read, where it is frozen, and nothing that was left out', () => {
    const frozen = yearDocument(report(), edition);
    const texts = frozen.parts.flatMap(({ content }) => textsOf(content));
    expect(texts).toEqual(expect.arrayContaining(['До конца дошли 84,1 %.', '84,1 %', '83,0–85,2 %', '–', '1.0.0']));
    expect(texts).not.toContain('Норм нет.');
    expect(frozen.parts[0]!.running).toContain(`редакция 2 · SHA-256 данных ${'a'.repeat(64)}`);
    expect(texts).not.toContain('Черновик');
    expect(yearDocument(report(), null).parts.flatMap(({ content }) => textsOf(content))).toContain('Черновик');
  });

  it('mark what people wrote', () => {
    const drafted = report();
    const written = { ...drafted, sections: [{ ...drafted.sections[0]!, paragraphs: [paragraph('own-1', 'Своё.', { origin: 'own' })] }] };
    const texts = yearDocument(written, edition).parts.flatMap(({ content }) => textsOf(content));
    expect(texts).toContain('— Своё.');
    expect(texts.some((text) => text.startsWith('Абзацев, написанных людьми: 1'))).toBe(true);
    expect(yearText(written, edition).blocks).toContainEqual({ kind: 'paragraph', text: '— Своё.' });
  });

  it('mark each line people wrote, and say how much they took away', () => {
    const drafted = report();
    const written = { ...drafted, removed: { paragraphs: 2, sections: 1 }, sections: [{ ...drafted.sections[0]!, paragraphs: [paragraph('own-1', 'Своё.\n\nИ ещё.', { origin: 'own' })] }] };
    const texts = yearDocument(written, edition).parts.flatMap(({ content }) => textsOf(content));
    expect(texts).toEqual(expect.arrayContaining(['— Своё.\n— И ещё.', 'Убрано людьми: абзацев 2, разделов 1.']));
    const { blocks } = yearText(written, edition);
    expect(blocks).toContainEqual({ kind: 'paragraph', text: '— И ещё.' });
    expect(blocks).toContainEqual({ kind: 'small', text: 'Убрано людьми: абзацев 2, разделов 1.' });
  });

  it('hold numbers as numbers, a sheet a section, and open on the first', () => {
    const tables = yearTables(report());
    expect(tables.map(({ name }) => name)).toEqual(['Текст', '1. Участие']);
    expect(tables[1]!.rows[0]).toEqual(['Участие: по классам', '9 класс', '2026 год', 0.841, 0.83, 0.852, 1038, 1234, null]);
    expect(tables[1]!.rows[2]!.slice(3)).toEqual([null, null, null, null, null, '–']);
    const files = unzipSync(workbookOf(tables, ['О файле'], { author: 'a', notesName: 'О таблице', atMs: 0 }));
    const sheets = [1, 2, 3].map((number) => strFromU8(files[`xl/worksheets/sheet${number}.xml`]!));
    expect(sheets.map((xml) => xml.includes('tabSelected'))).toEqual([true, false, false]);
    expect(sheets[1]).toMatch(/<c r="D2"[^>]*><v>0.841<\/v>/);
    expect(strFromU8(files['xl/workbook.xml']!)).toContain('<sheet name="1. Участие" sheetId="2" r:id="rId2"/>');
    expect(strFromU8(files['xl/_rels/workbook.xml.rels']!)).toContain('Id="rId4"');
  });

  it('tell each school by its code, and what is kept back as such', () => {
    const page = {
      title: 'Округ', year: 2026, madeAtMs: 0, isSimulated: false, above: null, before: null, place: { id: 'm', name: 'Округ', rows: [] },
      indicators: [{ id: 'participation', title: { ru: 'Участие' }, note: { ru: 'Все места' }, isMean: false, grades: [], members: [{ id: 'finished', title: { ru: 'Прошли' } }, { id: 'refused', title: { ru: 'Отказались' } }] }],
      under: [{ id: 's', name: 'Школа 1', rows: [{ part: 'all', figures: [figure, null] }, { part: '9', figures: [null, null] }] }],
    } as IndicatorPage;
    const { rows } = schoolTable([page], { s: '014' });
    expect(rows).toEqual([
      ['014', 'Школа 1', 'Округ', '2026', 'Все ученики', 'participation', 'Участие', 'Прошли', 1038, 1234, 0.841, 0.83, 0.852, 'да', 'Все места'],
      ['014', 'Школа 1', 'Округ', '2026', 'Все ученики', 'participation', 'Участие', 'Отказались', null, null, null, null, null, 'нет', 'Все места'],
    ]);
  });
});

describe('the page', () => {
  let page: Record<string, unknown> | undefined;
  let now: ReportPage;
  let answer: (body: Record<string, unknown>) => Response;
  let sent: Record<string, unknown>[];
  let asked: string[];
  const find = <T extends HTMLElement>(id: string): T | null => document.querySelector<T>(`[data-testid="${id}"]`);
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve, 0));
    await tick();
    flushSync();
  };
  const open = async (acts: string[] = ['readFigures', 'writeReport'], rest: string[] = []): Promise<void> => {
    const me = { id: 'me', acts, place: { kind: 'region', id: 'r', title: '' }, proof: 'none' } as unknown as StaffMe;
    page = mount(ReportPageView, { target: document.body, props: { region: new Region(), me, rest } });
    await settle();
  };
  const type = (text: string): void => {
    const field = find<HTMLTextAreaElement>('report-text')!;
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const press = async (id: string): Promise<void> => {
    find(id)!.click();
    await settle();
  };

  beforeEach(() => {
    HTMLDialogElement.prototype.showModal = function () {
      this.open = true;
    };
    [now, sent, asked] = [base(), [], []];
    answer = () => new Response(JSON.stringify(now), { status: 200 });
    vi.stubGlobal('fetch', async (path: string, given?: RequestInit) => {
      asked.push(path);
      if (path === '/api/staff/me') return new Response(JSON.stringify({ word: 'w', acts: [] }), { status: 200 });
      if (given?.method !== 'POST') return new Response(JSON.stringify(now), { status: 200 });
      const body = JSON.parse(given.body as string) as Record<string, unknown>;
      sent.push({ path, ...body });
      return answer(body);
    });
  });

  afterEach(() => {
    if (page !== undefined) void unmount(page);
    page = undefined;
    document.body.replaceChildren();
    sessionStorage.clear();
    vi.unstubAllGlobals();
  });

  it('gives a reader the text, its figures and no pen', async () => {
    await open(['readFigures']);
    expect(document.body.textContent).toContain('Участие · Все ученики: 84,1 % (интервал 83,0–85,2 %)');
    expect(document.body.textContent).toContain('Участие · 9 класс: не сообщается');
    expect([find('report-edit'), find('report-freeze'), find('report-leave-out')]).toEqual([null, null, null]);
  });

  it('sends a changed paragraph with what was looked at, and keeps what is typed until then', async () => {
    await open();
    await press('report-edit');
    type('По-своему.');
    answer = () => new Response('{"code":"busy"}', { status: 503 });
    await press('report-save');
    expect(find<HTMLTextAreaElement>('report-text')!.value).toBe('По-своему.');
    void unmount(page!);
    document.body.replaceChildren();
    // The page was loaded anew: the words are still there.
    await open();
    expect(find<HTMLTextAreaElement>('report-text')!.value).toBe('По-своему.');
    answer = () => new Response(JSON.stringify(now), { status: 200 });
    await press('report-save');
    expect(sent.at(-1)).toEqual({ path: '/api/report/words', paragraph: 'participation', section: 'participation', text: 'По-своему.', was: null, year: 2026, stamp: 's' });
    expect([find('report-text'), sessionStorage.getItem('year-report')]).toEqual([null, null]);
  });

  it('lays somebody else’s words beside the own ones, and writes over them only then', async () => {
    await open();
    await press('report-edit');
    type('Моё.');
    const theirs = paragraph('participation', 'Чужое.', { origin: 'edited', drafted: 'До конца дошли 84,1 %.' });
    now = { ...base(), report: { ...report(), sections: [{ ...report().sections[0]!, paragraphs: [theirs] }] } };
    answer = () => new Response('{"code":"report-changed"}', { status: 409 });
    await press('report-save');
    expect([find('report-theirs')!.textContent, find<HTMLTextAreaElement>('report-text')!.value]).toEqual([expect.stringContaining('Чужое.'), 'Моё.']);
    answer = () => new Response(JSON.stringify(now), { status: 200 });
    await press('report-save');
    expect(sent.at(-1)).toMatchObject({ text: 'Моё.', was: 'Чужое.' });
  });

  it('says at once what a colleague wrote while the own words lay in the tab', async () => {
    await open();
    await press('report-edit');
    type('Моё.');
    void unmount(page!);
    document.body.replaceChildren();
    const theirs = paragraph('participation', 'Чужое.', { origin: 'edited', drafted: 'До конца дошли 84,1 %.' });
    now = { ...base(), report: { ...report(), sections: [{ ...report().sections[0]!, paragraphs: [theirs] }] } };
    await open();
    expect([find('report-theirs')?.textContent, find<HTMLTextAreaElement>('report-text')!.value]).toEqual([expect.stringContaining('Чужое.'), 'Моё.']);
    await press('report-save');
    expect(sent.at(-1)).toMatchObject({ text: 'Моё.', was: 'Чужое.' });
  });

  it('does not say that somebody wrote where only the numbers are newer', async () => {
    await open();
    await press('report-edit');
    type('Моё.');
    now = { ...base(), stamp: 'n', report: { ...report(), sections: [{ ...report().sections[0]!, paragraphs: [paragraph('participation', 'До конца дошли 85,0 %.')] }] } };
    answer = () => new Response('{"code":"report-changed"}', { status: 409 });
    await press('report-save');
    expect(find('report-theirs')!.textContent).toContain('Числа посчитаны заново');
    expect(find('report-theirs')!.textContent).toContain('85,0');
  });

  it('says before freezing that typed words are not in it', async () => {
    await open();
    await press('report-freeze');
    expect(find('report-freeze-typing')).toBeNull();
    await press('report-edit');
    type('Моё.');
    await press('report-freeze');
    expect(find('report-freeze-typing')).not.toBeNull();
  });

  it('gives no pen over a damaged draft, and no file of an edition that cannot be read', async () => {
    now = { ...base(), isDamaged: true, editions: [{ id: 'e', year: 2026, number: 1, isSimulated: false, madeAtMs: 0, by: 'Р', dataHash: null }] };
    await open();
    expect([find('report-edit'), find('report-freeze'), find('edition-signed')]).toEqual([null, null, null]);
    expect([find('report-draft-damaged'), find('edition-damaged')]).not.toContain(null);
  });

  it('is of the campaign that is chosen, says what its count lacks, and names the year in what is sent', async () => {
    now = { ...base(), year: 2025, years: [2026, 2025], isBehind: true, notCounted: ['Разговор'] };
    await open(['readFigures', 'writeReport'], ['2025']);
    expect(asked).toContain('/api/report?year=2025');
    expect(find<HTMLSelectElement>('report-year')!.value).toBe('2025');
    expect([find('report-earlier'), find('report-behind')]).not.toContain(null);
    expect(find('report-not-counted')!.textContent).toContain('Разговор');
    await press('report-leave-out');
    expect(sent.at(-1)).toMatchObject({ path: '/api/report/section', year: 2025 });
    find<HTMLSelectElement>('report-year')!.value = '2026';
    find('report-year')!.dispatchEvent(new Event('change', { bubbles: true }));
    expect(location.hash).toBe('#report/2026');
    location.hash = '';
  });

  it('refuses kindly where nothing is kept of the year, and keeps its editions and the choice', async () => {
    now = { ...base(), report: null, stamp: null, year: 2025, years: [2026, 2025], lack: 'place' };
    await open();
    expect(find('report-none')!.textContent).toContain('Справку за 2025 год составить не из чего');
    expect([find('report-year'), find('editions-none')]).not.toContain(null);
    void unmount(page!);
    document.body.replaceChildren();
    now = { ...now, lack: 'reading', year: 2026 };
    await open();
    expect(find('report-none')!.textContent).toContain('появится после первого подсчёта');
  });

  it('says what a newer count would change, and freezes nothing before', async () => {
    now = { ...base(), newer: { stamp: 'n', madeAtMs: 0, differences: [{ section: 'Участие', was: 'До конца дошли 84,1 %.', now: 'До конца дошли 85,0 %.' }] } };
    await open();
    expect(find('report-difference')!.textContent).toContain('85,0');
    expect(find('report-freeze')).toBeNull();
    await press('report-renew');
    expect(sent.at(-1)).toEqual({ path: '/api/report/renew', year: 2026, stamp: 'n' });
  });
});
