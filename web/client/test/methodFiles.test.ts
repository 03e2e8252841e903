// @vitest-environment jsdom
import { beforeAll, describe, expect, it } from 'vitest';
import { methodPart } from '../report/ofMethod';
import { methodTable } from '../report/tables/ofMethod';
import type { ClassSheets, MethodScore, MethodView } from '../shared/net/methodsWire';
import { methodsTexts } from '../shared/text/methods';
import { reportTexts } from '../shared/text/report';
import { addTexts, loadLanguage } from '../shared/text/text';

beforeAll(async () => {
  await loadLanguage(reportTexts);
  await addTexts(methodsTexts);
});

const score = (scale: string, raw: number | null, lowest = 0): MethodScore => ({ scale, kind: 'normative', raw, answered: raw === null ? 1 : 2, items: 2, lowest, highest: 8, share: null, low: null, high: null });
const sheet = { version: 1, writtenAtMs: 0, mark: '' };
const room: ClassSheets = {
  schoolName: 'Школа № 5', className: '9А', seats: [1, 2],
  sheets: [
    { ...sheet, seat: 1, heldOn: '2025-05-13', way: 'file', scores: [score('Р', 7.5), score('Т', 2, 1)] },
    { ...sheet, seat: 1, heldOn: '2025', way: 'twice', scores: [score('Р', null), score('Т', 2, 1)] },
    { ...sheet, seat: 2, heldOn: '2025', way: 'once', scores: null },
  ],
};
const versions: MethodView[] = [{
  id: 'm', version: 1, title: 'Опросник', missing: 'noScore', addedBy: '', addedAtMs: 0, sheets: 3, waiting: 1, mark: 'k', items: [],
  scales: ['Р', 'Т'].map((id) => ({ id, kind: 'normative', items: 2, lowest: 0, highest: 8, reversed: 0 })),
}];

describe('files of a class by a method on paper', () => {
  it('have raw scores by place and nothing that was keyed once', () => {
    const table = methodTable(room, versions, () => undefined, 0);
    expect(table.rows).toEqual([
      [1, new Date(2025, 4, 13), 7.5, 2, 2, 2, 1, 'из таблицы'],
      [1, '2025', null, 1, 2, 2, 1, 'введено дважды'],
    ]);
    expect(table.notes.join(' ')).toContain('Без норм');
    expect(methodTable(room, versions, (seat) => (seat === 1 ? 'Иванова Анна' : undefined), 0).rows[0]!.slice(0, 2)).toEqual([1, 'Иванова Анна']);
  });

  it('say on paper what a score lies between and why there is none', () => {
    const text = JSON.stringify(methodPart(room, versions, () => undefined, 0));
    for (const told of ['7,5 из 8', '2 (от 1 до 8)', 'нет балла: отвечено 1 из 2', '13.05.2025', 'Без норм']) expect(text).toContain(told);
    expect(text).not.toContain('второго ввода');
  });
});
