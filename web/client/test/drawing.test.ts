// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { buildDrawing } from '../shared/design/drawing';

describe('a picture option', () => {
  it('is built from its tree', () => {
    const svg = buildDrawing({ tag: 'svg', attributes: { viewBox: '0 0 10 10' }, children: [{ tag: 'circle', attributes: { r: 3 } }] });
    expect(svg.outerHTML).toBe('<svg viewBox="0 0 10 10"><circle r="3"></circle></svg>');
  });

  it('leaves out everything that could act', () => {
    const svg = buildDrawing({
      tag: 'g',
      attributes: { onclick: 'alert(1)', style: 'x', fill: 'url(https://example.org/x)', stroke: 'red' },
      children: [{ tag: 'script' }, { tag: 'foreignObject' }, { tag: 'image', attributes: { href: 'x' } }, { tag: 'a', attributes: { href: 'x' } }],
    });
    expect(svg.outerHTML).toBe('<svg viewBox="0 0 100 100"><g stroke="red"></g></svg>');
  });
});
