import type { ScaleResult, SectionResult } from '../shared/net/studentResultWire';
import { t } from '../shared/text/text';
import { isIpsative, ranked, scoreWords, sphereOf, sphereOrder, standsOut } from '../result/words';
import { accent, hues, ink, line, soft } from './look';
import type { Content, Node, Shape } from './nodes';

/** How far along its range a score lies, from 0 to 1. */
export function shareOf(scale: ScaleResult, score: number): number {
  return Math.max(0, Math.min(1, (score - scale.min) / (scale.max - scale.min)));
}

function hueOf(scale: ScaleResult): string {
  const sphere = sphereOf(scale);
  return sphere === null ? accent : hues[sphere];
}

/** The bar with its band, as on the page; a band is drawn where the scale's error is of persons, not of choices. */
function bar(scale: ScaleResult, withSpread: boolean, width: number): Node {
  const shapes: Shape[] = [{ type: 'rect', x: 0, y: 5, w: width, h: 5, color: '#e4e0d6' }];
  if (scale.score !== null) {
    const at = shareOf(scale, scale.score) * width;
    shapes.push({ type: 'rect', x: 0, y: 5, w: at, h: 5, color: hueOf(scale) });
    if (withSpread && scale.halfWidth !== null) {
      const from = shareOf(scale, scale.score - scale.halfWidth) * width;
      const to = shareOf(scale, scale.score + scale.halfWidth) * width;
      shapes.push({ type: 'rect', x: from, y: 2, w: Math.max(1, to - from), h: 11, color: hueOf(scale), fillOpacity: 0.28, lineColor: hueOf(scale), lineWidth: 0.6 });
    }
    shapes.push({ type: 'rect', x: Math.max(0, at - 0.6), y: 1, w: 1.2, h: 13, color: ink });
  }
  return { canvas: shapes };
}

/** A row a scale; numbers only where the reader is shown any. `keepsOrder`: scales that are about different things stand as the section has them. */
export function bars(section: SectionResult, withNumbers: boolean, width: number, keepsOrder = false): Node {
  const withSpread = !isIpsative(section);
  const names = withNumbers ? 128 : 170;
  const numbers = withNumbers ? 62 : 0;
  const gap = 16;
  const rows = (keepsOrder ? section.scales : ranked(section.scales)).map((scale): Content[] => {
    const leads = standsOut(section) && section.leadingTier.includes(scale.id);
    const sphere = sphereOf(scale);
    const title: Content[] = [
      ...(sphere === null ? [] : [{ text: `${sphere}  `, bold: true, color: hueOf(scale) }]),
      { text: scale.title, bold: leads },
      ...(leads ? [{ text: ` · ${t('result.leads')}`, fontSize: 7.5, color: soft }] : []),
    ];
    const cells: Content[] = [{ text: title, margin: [0, 1, 0, 0] }, bar(scale, withSpread, width - names - numbers - gap)];
    return withNumbers ? [...cells, { text: scoreWords(scale, withSpread), fontSize: 8, color: soft, alignment: 'right', margin: [0, 2, 0, 0] }] : cells;
  });
  return { layout: 'rows', table: { widths: withNumbers ? [names, '*', numbers] : [names, '*'], body: rows, dontBreakRows: true } };
}

/** The six scores as a shape, with the band around its line; null where a corner is missing. */
export function hexagon(section: SectionResult, size: number): Node | null {
  const corners = sphereOrder.map((letter) => section.scales.find((scale) => sphereOf(scale) === letter));
  const whole = corners.filter((scale): scale is ScaleResult => scale !== undefined && scale.score !== null);
  if (whole.length !== 6) return null;
  const radius = size / 2 - 15;
  const point = (index: number, share: number, beyond = 0): [number, number] => {
    const angle = (index / 6) * 2 * Math.PI - Math.PI / 2;
    const length = radius * share + beyond;
    return [size / 2 + Math.cos(angle) * length, size / 2 + Math.sin(angle) * length];
  };
  const path = (points: readonly [number, number][]): string => `M${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' L')} Z`;
  const ring = (by: number): string => path(whole.map((scale, index) => point(index, shareOf(scale, scale.score! + by * (scale.halfWidth ?? 0)))));
  const grid = [0.25, 0.5, 0.75, 1].map((share) => `<path d="${path(whole.map((_, index) => point(index, share)))}" fill="none" stroke="${line}" stroke-width="0.5"/>`);
  const marks = whole.map((scale, index) => {
    const [[x, y], [left, top]] = [point(index, shareOf(scale, scale.score!)), point(index, 1, 8)];
    const text = `<text x="${left.toFixed(1)}" y="${(top + 3).toFixed(1)}" font-size="9" font-weight="bold" text-anchor="middle" fill="${hueOf(scale)}">${sphereOrder[index]}</text>`;
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="2.6" fill="${hueOf(scale)}"/>${text}`;
  });
  const band = `<path d="${ring(1)} ${ring(-1)}" fill-rule="evenodd" fill="${accent}" fill-opacity="0.2"/>`;
  const outline = `<path d="${ring(0)}" fill="none" stroke="${accent}" stroke-width="1.4"/>`;
  return { svg: `<svg viewBox="0 0 ${size} ${size}" width="${size}" height="${size}">${grid.join('')}${band}${outline}${marks.join('')}</svg>` };
}

/** A count of so many, as a bar with its numbers. */
export function counted(rows: readonly { title: string; n: number }[], of: number, width: number): Node {
  return {
    layout: 'rows',
    table: {
      widths: [190, '*', 52],
      dontBreakRows: true,
      body: rows.map(({ title, n }) => [
        { text: title, margin: [0, 1, 0, 0] },
        { canvas: [{ type: 'rect', x: 0, y: 4, w: width - 258, h: 7, color: '#e4e0d6' }, { type: 'rect', x: 0, y: 4, w: ((width - 258) * n) / of, h: 7, color: accent }] },
        { text: t('report.of', { n, of }), fontSize: 8.25, color: soft, alignment: 'right', margin: [0, 2, 0, 0] },
      ]),
    },
  };
}
