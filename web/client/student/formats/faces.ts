import type { PackageOption, SvgNode } from '../../shared/net/wire';

/** Mouths of the three faces: no, all the same, yes. */
const mouths = ['M30 68 Q50 50 70 68', 'M32 64 L68 64', 'M30 58 Q50 80 70 58'];

/**
 * The answers of a rating from no to yes with a face each; a rating of another length has none. The words stay beside the face: it is
 * a help to find them, not an answer of its own, so the instrument and its scores are the same.
 */
export function withFaces(labels: readonly string[]): PackageOption[] {
  return labels.map((text, index) => ({ text, svg: labels.length === mouths.length ? face(mouths[index] ?? '') : null }));
}

function face(mouth: string): SvgNode {
  return {
    tag: 'svg',
    attributes: { viewBox: '0 0 100 100' },
    children: [
      {
        tag: 'g',
        attributes: { fill: 'none', stroke: 'currentColor', 'stroke-width': 5, 'stroke-linecap': 'round' },
        children: [
          { tag: 'circle', attributes: { cx: 50, cy: 50, r: 42 } },
          { tag: 'path', attributes: { d: mouth } },
        ],
      },
      { tag: 'circle', attributes: { cx: 36, cy: 40, r: 5, fill: 'currentColor' } },
      { tag: 'circle', attributes: { cx: 64, cy: 40, r: 5, fill: 'currentColor' } },
    ],
  };
}
