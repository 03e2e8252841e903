import type { Sphere } from '../result/words';
import type { Content, Look, Node } from './nodes';

// The colours of the page on paper: shared/design/tokens.css, media print.
export const ink = '#1f2a37';
export const soft = '#515b69';
export const line = '#c9c3b5';
export const accent = '#1a5e58';
export const wash = '#eaf3ef';
export const sunWash = '#fbefd6';
export const hues: Record<Sphere, string> = { R: '#a8481b', I: '#1d66a8', A: '#7b4aa3', S: '#b23a6b', E: '#8f6400', C: '#25785a' };

/** A4 less its margins, in points. */
export const width = 511;

export const styles: Record<string, Look> = {
  brand: { fontSize: 9, bold: true, color: accent },
  title: { fontSize: 21, bold: true, margin: [0, 2, 0, 2] },
  sentence: { fontSize: 12.5, lineHeight: 1.2, margin: [0, 4, 0, 8] },
  heading: { fontSize: 12.5, bold: true, color: accent, margin: [0, 11, 0, 3] },
  soft: { color: soft },
  small: { fontSize: 8.25, color: soft },
  foot: { fontSize: 7.5, color: soft },
};

/** A heading and what stands under it begin on one page. */
export function section(title: string, first: Content, ...rest: readonly Content[]): Content[] {
  return [{ unbreakable: true, stack: [{ text: title, style: 'heading' }, first] }, ...rest];
}

export function notice(text: Content, fillColor: string): Node {
  return {
    margin: [0, 2, 0, 2],
    layout: 'notice',
    table: { widths: ['*'], body: [[{ text, fillColor }]] },
  };
}

export function small(text: string): Node {
  return { text, style: 'small', margin: [0, 2, 0, 2] };
}
