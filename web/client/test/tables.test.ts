// @vitest-environment jsdom
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it, vi } from 'vitest';
// @ts-expect-error The stand-in server is plain JavaScript.
import * as mock from '../mock/review.mjs';
import { classTable } from '../report/tables/ofClass';
import { queueTable } from '../report/tables/ofQueue';
import { readQueue } from '../report/tables/read';
import { lettersOf, serialOf } from '../report/tables/sheetXml';
import type { Table } from '../report/tables/table';
import { sheetName, xlsxOf } from '../report/tables/xlsx';
import { csvOf, isFormula, unguarded, type Cell } from '../shared/files/csv';
import type { ClassSeats, SeatSheet } from '../shared/net/resultsWire';
import type { Need, QueueRow } from '../shared/net/reviewWire';
import { reportTexts } from '../shared/text/report';
import { reviewTexts } from '../shared/text/review';
import { addTexts, loadLanguage } from '../shared/text/text';
import { demoResult } from './demo';

beforeAll(async () => {
  await loadLanguage(reportTexts);
  await addTexts(reviewTexts);
});

const day = new Date(2026, 10, 21, 23, 59);
const formulas = ['=1+1', '+7 900', '-2', '@SUM(A1)', '\t=1', ' =1', '＝1'];

interface Read {
  /** Of each cell its type, look and content. */
  cells: Map<string, { type: string; look: string; value: string }>;
  sheet: string;
  all: Record<string, string>;
}

/** A workbook as another program takes it apart. */
function readBook(table: Table): Read {
  const files = unzipSync(xlsxOf(table, { author: 'Шаг в будущее', notesName: 'О таблице', atMs: day.getTime() }));
  const all = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
  for (const [name, text] of Object.entries(all)) {
    const parsed = new DOMParser().parseFromString(text, 'application/xml');
    expect([name, parsed.getElementsByTagName('parsererror').length]).toEqual([name, 0]);
  }
  const sheet = all['xl/worksheets/sheet1.xml']!;
  const cells = new Map(
    [...new DOMParser().parseFromString(sheet, 'application/xml').getElementsByTagName('c')].map((cell) => [
      cell.getAttribute('r')!, { type: cell.getAttribute('t') ?? 'n', look: cell.getAttribute('s')!, value: cell.textContent },
    ]),
  );
  return { cells, sheet, all };
}

const tableWith = (...rows: Cell[][]): Table => ({ name: 'Класс 9А', columns: rows[0]!.map((_, at) => ({ title: `Столбец ${at}`, width: 12 })), rows, notes: ['О чём это.'] });

describe('a CSV', () => {
  it('has a mark, semicolons, decimal commas and days as Excel in Russia has them', () => {
    expect(csvOf([['Место', 'Балл', 'День', 'Слова'], [1, -0.5, day, 'а;"б"\nв'], [2, null, null, '']])).toBe('\uFEFFМесто;Балл;День;Слова\r\n1;-0,5;21.11.2026;"а;""б""\nв"\r\n2;;;\r\n');
  });

  it.each(formulas)('has no formula in %j, and gives it back', (text) => {
    const cell = csvOf([[text]]).slice(1, -2).replace(/^"|"$/g, '');
    expect(cell).toBe(`'${text}`);
    expect(unguarded(cell)).toBe(text);
  });

  it("leaves a word with an apostrophe as it is", () => {
    expect(csvOf([["'Аня", 'Анна-Мария', 'a=b']])).toBe("\uFEFF'Аня;Анна-Мария;a=b\r\n");
    expect(unguarded("'Аня")).toBe("'Аня");
  });
});

describe('a workbook', () => {
  it('has numbers as numbers, days as days and words as words', () => {
    const { cells, all } = readBook(tableWith([7, -0.5, day, 'семь & <восемь>', null], [8, 1e21, day, '21.11.2026', '12']));
    expect(cells.get('A2')).toEqual({ type: 'n', look: '4', value: '7' });
    expect(cells.get('B2')!.value).toBe('-0.5');
    expect(cells.get('C2')).toEqual({ type: 'n', look: '5', value: '46347' });
    expect(cells.get('D2')).toEqual({ type: 'inlineStr', look: '2', value: 'семь & <восемь>' });
    expect(cells.has('E2')).toBe(false);
    expect([cells.get('D3')!.type, cells.get('E3')!.type]).toEqual(['inlineStr', 'inlineStr']);
    const looks = [...new DOMParser().parseFromString(all['xl/styles.xml']!, 'application/xml').getElementsByTagName('cellXfs')[0]!.children];
    expect(looks.map((one) => one.getAttribute('numFmtId'))).toEqual(['0', '49', '49', '49', '0', '164']);
    expect(looks.map((one) => one.getAttribute('quotePrefix'))).toEqual([null, null, null, '1', null, null]);
  });

  it('has its head frozen, a filter, widths, and a head on each printed page', () => {
    const { sheet, all } = readBook(tableWith([1, 2], [3, 4], [5, 6]));
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(sheet).toContain('<autoFilter ref="A1:B4"/>');
    expect(sheet.match(/customWidth="1"/g)).toHaveLength(2);
    expect(all['xl/workbook.xml']).toContain("'Класс 9А'!$A$1:$B$4");
    expect(all['xl/workbook.xml']).toContain("'Класс 9А'!$1:$1");
    expect(all['xl/worksheets/sheet2.xml']).toContain('О чём это.');
  });

  it.each(formulas)('calculates nothing of %j', (text) => {
    const { cells, sheet } = readBook(tableWith([text]));
    expect(cells.get('A2')).toEqual({ type: 'inlineStr', look: '3', value: text });
    expect(sheet).not.toContain('<f>');
  });

  it('takes any sign a name may hold, and none that XML may not', () => {
    const { cells, all } = readBook({ ...tableWith(['а\u0000\u000bб\ud800 😀 _x0041_ ]]>']), name: "9'А: [1]/2*? и ещё много-много слов, больше не бывает" });
    expect(cells.get('A2')!.value).toBe('аб 😀 _x005F_x0041_ ]]>');
    expect(/sheet name="([^"]+)"/.exec(all['xl/workbook.xml']!)![1]).toMatch(/^9'А +1 +2 +и ещё мног/);
    expect(sheetName('***')).toBe('-');
    expect([0, 25, 26, 701, 702].map(lettersOf)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
    expect(serialOf(new Date(1900, 2, 1))).toBe(61);
  });
});

const need = (reason: Need['reason']): Need => ({ reason, evidence: reason === 'gap' ? ['R', 'spatial'] : [] });
const rowOf = (seat: number, ...reasons: Need['reason'][]): QueueRow => ({ classId: 'c9', seat, needs: reasons.map(need), finishedAtMs: day.getTime(), releasedAtMs: null, talk: seat === 3 ? { atMs: day.getTime(), by: 'Вера' } : null, isTalked: seat === 3, others: [] });

function classOf(): { room: ClassSeats; sheets: SeatSheet[]; rows: QueueRow[] } {
  const conclusion = { version: 2, text: 'Слова.', signer: 'Вера Психологова', signedAtMs: day.getTime(), seal: 'abc', chosen: [] };
  const sheets = ['FAMILIES-TASKS', 'FLAT-TASKS', 'PARTIAL'].map((state, index): SeatSheet => ({ seat: index + 1, result: { ...demoResult(`DEMO-${state}`), ownPlan: null, ...(index === 0 ? { conclusion } : {}) } }));
  const seats = [1, 2, 3, 4].map((seat) => ({
    seat, spare: false, state: seat === 4 ? ('unfinished' as const) : seat === 1 ? ('released' as const) : ('preliminary' as const), finishedAtMs: seat === 4 ? null : day.getTime(), releasedAtMs: seat === 1 ? day.getTime() : null,
    inDoubt: seat === 2, lateSections: 0, wantsTalk: false, withdrawn: null }));
  return { room: { id: 'c9', schoolId: 's1', schoolName: 'Школа № 1', grade: 9, letter: 'А', empty: 0, seats }, sheets, rows: [rowOf(1, 'askedForTalk', 'gap'), rowOf(2, 'gap'), rowOf(3)] };
}

/** By title, what stands in a row. */
const told = ({ columns, rows }: Table, index: number): Record<string, Cell> => Object.fromEntries(columns.map(({ title }, at) => [title, rows[index]![at]!]));

describe('the table of a class', () => {
  const name = '=Ромашкина; Агафья';

  it('says of each seat what is ahead, what matters, and how talk and decision stand', () => {
    const { room, sheets, rows } = classOf();
    const table = classTable(room, sheets, rows, (seat) => (seat === 1 ? name : undefined), day.getTime());
    expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
    const first = told(table, 0);
    expect(first).toMatchObject({ 'Место': 1, 'Имя': name, 'Результат': 'выпущен', 'Беседа': 'Нужна беседа', 'Версия решения': 2, 'Кто подписал': 'Вера Психологова' });
    const letters = String(first['Впереди']).split(', ');
    expect(letters.length).toBeGreaterThan(0);
    for (const { title } of table.columns.filter((one) => / · /.test(one.title))) expect([title, first[title] === 'впереди']).toEqual([title, letters.includes(title[0]!)]);
    expect(String(first['Важнее другого'])).toMatch(/\p{L}{4}/u);
    expect(told(table, 1)).toMatchObject({ 'Имя': null, 'Впереди': 'ничего не выделяется', 'Ответы об интересах': 'опереться трудно' });
    expect(told(table, 2)).toMatchObject({ 'Беседа': 'Поговорили', 'Кто говорил': 'Вера', 'Закончено': day });
    expect(told(table, 3)).toMatchObject({ 'Результат': 'не закончено', 'Впереди': null, 'Беседа': null, 'Признаки': null });
  });

  it('has no score and nothing of tasks, and beside names not even a sign that is made of them', () => {
    const { room, sheets, rows } = classOf();
    expect(sheets[0]!.result.sections.some(({ instrumentId }) => instrumentId.startsWith('aptitude'))).toBe(true);
    const named = readBook(classTable(room, sheets, rows, () => 'Имя', 0));
    expect(JSON.stringify([...named.cells.values()])).not.toMatch(/±|задани|Числа|Фигуры|балл/i);
    expect([...named.cells.values()].map(({ value }) => value)).toContain('Просит о беседе · ещё признак – в профиле');
    const unnamed = classTable(room, sheets, rows, () => undefined, 0);
    expect(unnamed.columns.map(({ title }) => title)).not.toContain('Имя');
    expect(told(unnamed, 1)['Признаки']).toBe('Интерес и задания расходятся');
    expect(named.all['xl/worksheets/sheet2.xml']).toContain('есть имена');
  });
});

describe('the table of the queue', () => {
  it('has every row of the part in its order, whatever the pages', async () => {
    const state = { ...(mock.reviewState as () => object)(), staff: { acts: ['readResults'] } };
    vi.stubGlobal('fetch', (path: string) => {
      const url = new URL(path, 'http://localhost');
      const [status, body] = (mock.reviewAnswer as (...all: unknown[]) => [number, unknown])(state, 'GET', url.pathname, url.searchParams, null, null);
      return Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } }));
    });
    const said: string[] = [];
    const { rows, rooms } = await readQueue(new URLSearchParams({ grade: '9' }), { tell: (words) => said.push(words), given: new AbortController().signal });
    vi.unstubAllGlobals();
    expect(rows).toHaveLength(500);
    expect(said.at(-1)).toBe('Читаем результаты: 500 из 500…');
    const table = queueTable(rows.slice(0, 60), rooms, (_, seat) => (seat === 2 ? 'Ромашкина' : undefined), day.getTime());
    const { cells } = readBook(table);
    expect(told(table, 0)).toMatchObject({ 'Очередь': 1, 'Место': rows[0]!.seat, 'Беседа': 'Нужна беседа' });
    expect(cells.get('A61')!.value).toBe('60');
    expect(table.columns.map(({ title }) => title)).not.toContain('Школа');
    expect(JSON.stringify(table.rows)).not.toContain('задания');
    expect(table.rows.flat().filter((cell) => typeof cell === 'string').every((cell) => !isFormula(cell))).toBe(true);
  });
});
