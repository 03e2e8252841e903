import type { SvgNode } from '../net/wire';

const namespace = 'http://www.w3.org/2000/svg';

const tags = new Set([
  'svg', 'g', 'path', 'circle', 'ellipse', 'rect', 'line', 'polyline', 'polygon', 'text', 'tspan', 'title', 'desc', 'image',
]);

const attributes = new Set([
  'viewBox', 'd', 'cx', 'cy', 'r', 'rx', 'ry', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'dx', 'dy', 'points', 'width', 'height', 'transform',
  'fill', 'fill-opacity', 'fill-rule', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-linecap', 'stroke-linejoin', 'stroke-dasharray',
  'opacity', 'text-anchor', 'dominant-baseline', 'font-size', 'font-weight',
]);

/** Builds a picture option from its tree. What is not on the lists is left out, so no string of a package becomes markup, link or script. */
export function buildDrawing(node: SvgNode): SVGElement {
  const built = build(node);
  if (built !== null && node.tag === 'svg') return built;
  const frame = document.createElementNS(namespace, 'svg');
  frame.setAttribute('viewBox', '0 0 100 100');
  if (built !== null) frame.append(built);
  return frame;
}

/** What an image may show: dots that stand in the package itself. */
const dots = /^data:image\/png;base64,[A-Za-z0-9+/]+={0,2}$/;

function build(node: SvgNode): SVGElement | null {
  if (!tags.has(node.tag)) return null;
  const element = document.createElementNS(namespace, node.tag) as SVGElement;
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    if (name === 'href' && node.tag === 'image' && dots.test(String(value))) element.setAttribute(name, String(value));
    if (attributes.has(name) && !/url\s*\(/i.test(String(value))) element.setAttribute(name, String(value));
  }
  for (const child of node.children ?? []) {
    if (typeof child === 'string') element.append(document.createTextNode(child));
    else {
      const built = build(child);
      if (built !== null) element.append(built);
    }
  }
  return element;
}
