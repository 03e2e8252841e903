import { expect, test, vi } from 'vitest';

vi.mock('echarts/core', () => ({ init: vi.fn(), use: vi.fn() }));
const { heightOf, optionOf } = await import('../region/indicators/forest');

const row = (name: string, value: number, half = 0.02) => ({ name, figure: { n: 100, count: 100 * value, value, low: value - half, high: value + half } });
const look = { text: '#000', line: '#ccc', accent: '#0f0', soft: '#999', font: 'serif' };

test('points and intervals are of the places in their order; the whole is a line where it is told', () => {
  const rows = [row('Берёзово', 0.25), row('Заречье', 0.5)];
  const option = optionOf(rows, rows[1]!.figure, look, 900) as unknown as { yAxis: { data: string[] }; grid: { left: number }; xAxis: { max: (of: { max: number }) => number }; series: { data: number[][]; markLine?: { data: { xAxis: number }[] } }[] };
  expect(heightOf(rows) - heightOf(rows.slice(1))).toBe(26);
  expect(option.yAxis.data).toEqual(['Берёзово', 'Заречье']);
  expect(option.series[0]!.data.map(([low, high, at]) => [Math.round(low!), Math.round(high!), at])).toEqual([[23, 27, 0], [48, 52, 1]]);
  expect(option.series[1]!.data).toEqual([[25, 0], [50, 1]]);
  expect(option.series[1]!.markLine!.data).toEqual([{ xAxis: 50 }]);
  expect((optionOf(rows, null, look, 900) as unknown as typeof option).series[1]!.markLine).toBeUndefined();
  expect([option.xAxis.max({ max: 31 }), option.xAxis.max({ max: 81 })]).toEqual([40, 100]);
  expect((optionOf(rows, null, look, 320) as unknown as typeof option).grid.left).toBeLessThan(130);
});
