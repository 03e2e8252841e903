import { CustomChart, ScatterChart, type CustomSeriesOption, type ScatterSeriesOption } from 'echarts/charts';
import { GridComponent, MarkLineComponent, type GridComponentOption } from 'echarts/components';
import { init, use, type ComposeOption, type ECharts } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { ToldFigure } from '../../shared/net/indicatorsWire';
import { decimals } from '../../shared/text/numbers';

// Drawn on a canvas: pictures of elements set styles that the content security policy forbids.
use([CustomChart, ScatterChart, GridComponent, MarkLineComponent, CanvasRenderer]);

type ForestOption = ComposeOption<CustomSeriesOption | ScatterSeriesOption | GridComponentOption>;

/** A place with its share. */
export interface ForestRow {
  name: string;
  figure: ToldFigure;
}

export interface ForestLook {
  text: string;
  line: string;
  accent: string;
  soft: string;
  font: string;
}

const rowHeight = 26;
const frame = 56;
const widestName = 180;
/** Of the picture's width, so that there is room for the points on a telephone. */
const nameShare = 0.36;

export function heightOf(rows: readonly ForestRow[]): number {
  return rows.length * rowHeight + frame;
}

/** Shares of places as points with their intervals, and the share of the whole as a line through all. */
export function optionOf(rows: readonly ForestRow[], whole: ToldFigure | null, look: ForestLook, width: number): ForestOption {
  const names = Math.min(widestName, nameShare * width);
  const percent = (share: number): number => 100 * share;
  return {
    animation: false,
    textStyle: { color: look.text, fontFamily: look.font, fontSize: 14 },
    grid: { left: names + 12, right: 28, top: 8, bottom: 32 },
    xAxis: {
      type: 'value', min: 0, splitNumber: width < 500 ? 2 : 5, max: ({ max }) => (max > 80 ? 100 : 10 * Math.ceil(max / 10)),
      axisLabel: { color: look.text, hideOverlap: true, formatter: (value: number) => `${decimals(value, 0)} %` },
      splitLine: { lineStyle: { color: look.line } },
    },
    yAxis: {
      type: 'category', inverse: true, data: rows.map(({ name }) => name),
      axisLabel: { color: look.text, width: names, overflow: 'truncate', interval: 0 }, axisTick: { show: false }, axisLine: { lineStyle: { color: look.line } },
    },
    series: [
      {
        type: 'custom', silent: true,
        data: rows.map(({ figure }, at) => [percent(figure.low), percent(figure.high), at]),
        encode: { x: [0, 1], y: 2 },
        renderItem: (_, api) => {
          const [from, to] = [api.coord([api.value(0), api.value(2)]), api.coord([api.value(1), api.value(2)])];
          return { type: 'line', shape: { x1: from[0]!, y1: from[1]!, x2: to[0]!, y2: to[1]! }, style: { stroke: look.soft, lineWidth: 3 } };
        },
      },
      {
        type: 'scatter', silent: true, symbolSize: 11, itemStyle: { color: look.accent },
        data: rows.map(({ figure }, at) => [percent(figure.value), at]),
        ...(whole === null ? {} : { markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: look.text, type: 'dashed' }, data: [{ xAxis: percent(whole.value) }] } }),
      },
    ],
  };
}

/** Draws into an element until it is given back. */
export function forest(element: HTMLElement): ECharts {
  return init(element, null, { renderer: 'canvas' });
}
