// @vitest-environment jsdom
import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { difTable, fitTable, linkTable } from '../report/tables/ofModels';
import ItemModels from '../region/figures/ItemModels.svelte';
import LinkingPage from '../region/linking/LinkingPage.svelte';
import { comparisonsOf, comparisonWords, difRows, fitAdvice, fitRows, probabilityWords, thresholdWords, verdictWords } from '../region/figures/modelRows';
import { instrumentsOf, linkQuery, scoresOf } from '../region/linking/linkRows';
import { Region } from '../region/region.svelte';
import type { FormItems } from '../shared/net/figuresWire';
import type { FormModels, ItemComparison, ItemModel, LinkableForm, LinkReport, ScaleLink } from '../shared/net/modelsWire';
import type { StaffMe } from '../shared/net/staffWire';
import { figuresTexts } from '../shared/text/figures';
import { modelsTexts } from '../shared/text/models';
import { regionTexts } from '../shared/text/region';
import { reportTexts } from '../shared/text/report';
import { addTexts, loadLanguage } from '../shared/text/text';

const key = { instrument: 'aptitude-numerical', version: '1.1.0', form: 'full' };
const compared = (number: number, more: Partial<ItemComparison>): ItemComparison => ({
  number, item: `n${number}`, isBinary: true, size: 0.1, error: 0.2, probability: 0.6, class: 'a', direction: 'neither', isAnchor: true, ...more,
});
const curve = (number: number, more: Partial<ItemModel>): ItemModel => ({
  number, item: `n${number}`, steps: 1, state: 'estimated', answered: 900, slope: 1.2, slopeError: 0.1, thresholds: [-0.5], thresholdErrors: [0.07], infit: 1, outfit: 0.98,
  chiSquared: 11.2, freedom: 12, probability: 0.51, adjusted: 0.8, rmsea: 0, doubts: [], ...more,
});
const models: FormModels = {
  sessions: 30_000, sampled: 10_000,
  scales: [{
    scale: 'numerical', isTasks: true,
    comparisons: [
      {
        by: 'sex', refusal: null, reference: 480, focal: 510, leftOut: 3, rounds: 2, isSettled: true,
        items: [compared(1, {}), compared(2, { size: -2.4, class: 'c', direction: 'focal', isAnchor: false, probability: 0.00001 }), compared(3, { size: null, class: null })],
      },
      { by: 'settlement', refusal: 'few', reference: null, focal: null, leftOut: null, rounds: 0, isSettled: false, items: [] },
    ],
    calibration: {
      refusal: null, model: 'twoParameter', end: 'converged', passes: 24, respondents: 990, complete: 900, bic: 1000.5, otherBic: 1010,
      items: [curve(1, {}), curve(2, { slope: -0.4, doubts: ['reversed', 'curve'] }), curve(3, { state: 'constant', slope: null, thresholds: [], thresholdErrors: [], doubts: ['noParameters'] })],
    },
  }],
};
const items = {
  key, scales: [{ id: 'numerical', title: 'Числа' }], words: [1, 2, 3].map((n) => ({ text: `Задача ${n}`, options: [], right: 0 })), grades: [], doubts: [], pilot: null,
} as FormItems;
const form = { key, title: 'Числа', sessions: 30_000, hasNorms: true };
const of = { form, models, items, isSimulated: true };

const linkable = (year: number, name: string): LinkableForm => ({ form: { year, key: { ...key, form: name } }, title: 'Числа', sessions: 500, isSimulated: false });
const scale: ScaleLink = {
  scale: 'numerical', title: 'Числа', fromItems: 8, toItems: 16, common: 8, changed: ['n9'], uncalibrated: [], leftOut: [], refusal: null, use: 'groups', method: 'stockingLord',
  constants: [{ method: 'meanSigma', slope: 1.1, intercept: 0.2, slopeError: 0.05, interceptError: 0.04 }, { method: 'stockingLord', slope: 1.08, intercept: 0.21, slopeError: null, interceptError: null }],
  items: [{
    item: 'n1', steps: 1, fromSlope: 1, fromThresholds: [0.5], movedSlope: 0.93, movedThresholds: [0.75], toSlope: 0.9, toThresholds: [1.4], slopeRatio: 1.03, thresholdShift: -0.65, distance: 0.14, hasDrifted: true,
  }],
  scores: [{ from: 0, theta: null, to: 0 }, { from: 1, theta: -1.4, to: 2.2 }],
};
const report: LinkReport = { from: linkable(2026, 'a'), to: linkable(2025, 'full'), scales: [scale, { ...scale, scale: 'x', title: 'Слова', refusal: 'tooFewCommon', use: null, constants: [], items: [], scores: [] }] };

let answers: Record<string, () => Response>;
let page: Record<string, unknown> | undefined;
const json = (body: unknown) => () => new Response(JSON.stringify(body), { status: 200 });
const find = <T extends HTMLElement>(id: string): T | null => document.querySelector<T>(`[data-testid="${id}"]`);

async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) {
    await new Promise((done) => setTimeout(done));
    await tick();
    flushSync();
  }
}

beforeAll(async () => {
  await loadLanguage(regionTexts);
  for (const texts of [reportTexts, figuresTexts, modelsTexts]) await addTexts(texts);
});

beforeEach(() => {
  answers = {};
  vi.stubGlobal('fetch', async (path: string) => {
    const known = Object.keys(answers).find((start) => path.startsWith(start));
    return known === undefined ? new Response('{"code":"busy"}', { status: 503 }) : answers[known]!();
  });
});

afterEach(() => {
  if (page !== undefined) void unmount(page);
  page = undefined;
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

describe('items compared between groups', () => {
  it('say whom an item is harder for, and of ratings who answers lower', () => {
    const rows = difRows(models, items, 'sex');
    expect(rows.map(verdictWords)).toEqual(['одинаково', 'труднее девушкам', 'не посчитать']);
    expect(verdictWords({ ...rows[1]!, isTasks: false })).toBe('девушки отвечают ниже');
    expect(difRows(models, items, 'sex', true).map(({ item }) => item.number)).toEqual([2]);
    expect(difRows(models, items, 'settlement')).toEqual([]);
  });

  it('say why there is no comparison, without a number of anybody', () => {
    const [refused] = comparisonsOf(models, items, 'settlement').map(comparisonWords);
    expect(refused).toHaveLength(1);
    expect(refused![0]).toContain('не показываем');
    expect(comparisonsOf(models, items, 'sex').map(comparisonWords)[0]).toEqual([
      'Числа: юношей 480, девушек 510.', 'Не вошли из-за пропусков: 3.', 'Балл для сравнения очищен от отмеченных заданий за 2 круга.',
    ]);
  });

  it('stand in a file with what they are of, and texts only where they were given', () => {
    const own = difTable(of, 'sex');
    expect(own.rows[1]).toEqual([2, 'n2', 'Задача 2', 'Числа', 'труднее девушкам', 'C – сильно', -2.4, 0.2, 0.00001, '×', expect.stringContaining('экспертам')]);
    expect(own.notes.join(' ')).toContain('вымышленные ученики');
    expect(own.notes.join(' ')).toContain('случайная часть');
    expect(JSON.stringify(difTable({ ...of, items: { ...items, words: [] } }, 'sex').rows)).not.toContain('Задача');
  });
});

describe('curves of items', () => {
  it('have words for every mark and state', () => {
    const rows = fitRows(models, items);
    expect(fitAdvice(rows[1]!.item)).toContain('Проверьте ключ');
    expect(fitAdvice(rows[2]!.item)).toBe('Все ответили одинаково.');
    expect(fitRows(models, items, true)).toHaveLength(2);
    expect(thresholdWords(rows[0]!.item)).toBe('-0,50 ± 0,07');
    expect([probabilityWords(0.0000001), probabilityWords(null), probabilityWords(0.04)]).toEqual(['< 0,001', '–', '0,040']);
  });

  it('stand in a file with a column for each step', () => {
    const graded = { ...models, scales: [{ ...models.scales[0]!, calibration: { ...models.scales[0]!.calibration, items: [curve(1, { thresholds: [-1, 0, 1], thresholdErrors: [0.1, 0.1, null] })] } }] };
    const wider = fitTable({ ...of, models: graded });
    expect(wider.columns.length - fitTable(of).columns.length).toBe(4);
    expect(wider.notes.join(' ')).toContain('Выбрана по BIC');
  });
});

describe('the part of the page', () => {
  const open = async (): Promise<void> => {
    page = mount(ItemModels, { target: document.body, props: { region: new Region(), form, items, isSimulated: false } });
    await settle();
  };

  it('marks the item that is harder, and shows marked ones alone when asked', async () => {
    answers['/api/figures/models'] = json(models);
    await open();
    expect(document.querySelectorAll('[data-testid="dif-row"]')).toHaveLength(3);
    expect(find('dif-table')!.textContent).toContain('⚑ труднее девушкам');
    find<HTMLInputElement>('dif-marked')!.click();
    await settle();
    expect(document.querySelectorAll('[data-testid="dif-row"]')).toHaveLength(1);
    const by = find<HTMLSelectElement>('dif-by')!;
    by.value = 'settlement';
    by.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    expect(find('dif-table')).toBeNull();
    expect(find('dif-scale')!.dataset['refusal']).toBe('few');
  });

  it('says that nothing was counted yet, and asks again after a failure', async () => {
    await open();
    expect(find('again')).not.toBeNull();
    answers['/api/figures/models'] = () => new Response(null, { status: 204 });
    find('again')!.click();
    await settle();
    expect(find('models-none')).not.toBeNull();
  });
});

describe('linked forms', () => {
  it('are offered where an instrument has two', () => {
    const lonely = { ...linkable(2026, 'a'), form: { year: 2026, key: { ...key, instrument: 'plans' } } };
    expect(instrumentsOf([lonely, linkable(2026, 'a'), linkable(2025, 'full')]).map(({ id, forms }) => [id, forms.length])).toEqual([['aptitude-numerical', 2]]);
    expect(linkQuery(report.from.form, report.to.form)).toBe('instrument=aptitude-numerical&fromYear=2026&fromVersion=1.1.0&fromForm=a&toYear=2025&toVersion=1.1.0&toForm=full');
    expect(linkQuery(report.from.form, report.to.form, ['q1', 'q 2'])).toMatch(/toForm=full&without=q1&without=q\+2$/);
  });

  it('tell no scores by a link that only shows drift', () => {
    expect(scoresOf(scale)).toHaveLength(2);
    expect(scoresOf({ ...scale, use: 'drift' })).toEqual([]);
  });

  it('stand in one file: constants, items, scores, and what is permitted', () => {
    const table = linkTable(report);
    expect(table.rows.map((row) => row[1])).toEqual(['сколько общих и что можно', 'постоянные', 'постоянные', 'общий вопрос', 'балл', 'балл', 'сколько общих и что можно']);
    expect(table.rows[3]).toContain('изменился');
    expect(table.rows[6]![2]).toContain('общих вопросов меньше трёх');
  });

  it('are chosen on a page; the other form makes room, and a refusal is told', async () => {
    answers['/api/figures/linkable'] = json([report.from, report.to]);
    const asked: string[] = [];
    answers['/api/figures/link?'] = json(report);
    const stubbed = fetch;
    vi.stubGlobal('fetch', async (path: string) => {
      asked.push(path);
      return stubbed(path);
    });
    page = mount(LinkingPage, { target: document.body, props: { region: new Region(), me: {} as StaffMe, rest: [] } });
    await settle();
    expect(find('link-scale')!.dataset['use']).toBe('groups');
    expect(find('link-items')!.textContent).toContain('⚑ изменился');
    const to = find<HTMLSelectElement>('linking-to')!;
    to.value = '1';
    to.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    expect(find<HTMLSelectElement>('linking-from')!.value).toBe('0');
    expect(asked.at(-1)).toContain('fromYear=2026');
    const which = find<HTMLSelectElement>('linking-scale')!;
    which.value = '1';
    which.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    expect(find('link-scale')!.dataset['refusal']).toBe('tooFewCommon');
    expect(find('link-items')).toBeNull();
  });

  it('say when there is nothing to link', async () => {
    answers['/api/figures/linkable'] = json([report.from]);
    page = mount(LinkingPage, { target: document.body, props: { region: new Region(), me: {} as StaffMe, rest: [] } });
    await settle();
    expect(find('linking-none')).not.toBeNull();
  });
});
