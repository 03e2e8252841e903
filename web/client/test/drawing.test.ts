// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { buildDrawing } from '../shared/design/drawing';

describe('a picture option', () => {
  it('is built from its tree', () => {
    const svg = buildDrawing({ tag: 'svg', attributes: { viewBox: '0 0 10 10' }, children: [{ tag: 'circle', attributes: { r: 3 } }] });
    expect(svg.outerHTML).toBe('<svg viewBox="0 0 10 10"><circle r="3"></circle></svg>');
  });

  it('may be of dots that stand in the package', () => {
    const href = 'data:image/png;base64,iVBORw0KGgo=';
    const svg = buildDrawing({ tag: 'svg', attributes: { viewBox: '0 0 1 1' }, children: [{ tag: 'image', attributes: { href, width: '1', height: '1' } }, { tag: 'rect', attributes: { href } }] });
    expect(svg.innerHTML).toBe(`<image href="${href}" width="1" height="1"></image><rect></rect>`);
  });

  it('leaves out everything that could act', () => {
    const svg = buildDrawing({
      tag: 'g',
      attributes: { onclick: 'alert(1)', style: 'x', fill: 'url(https://example.org/x)', stroke: 'red' },
      children: [{ tag: 'script' }, { tag: 'foreignObject' }, { tag: 'image', attributes: { href: 'x' } }, { tag: 'a', attributes: { href: 'x' } }],
    });
    expect(svg.outerHTML).toBe('<svg viewBox="0 0 100 100"><g stroke="red"><image></image></g></svg>');
  });
});
