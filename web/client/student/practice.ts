import type { AnswerFormat, BatteryPackage, PackageStep, SvgNode } from '../shared/net/wire';
import { t } from '../shared/text/text';
import type { BatteryItem } from './battery';

/** The question to try the page on. It is no item of any instrument and goes nowhere; its answers are those of the form's own ratings. */
export function practiceItem(content: BatteryPackage): BatteryItem {
  const own = content.steps.flatMap((step) => step.formats).find((format) => format.type === 'likert');
  const format: AnswerFormat = (content.variant === undefined ? undefined : own) ?? {
    type: 'likert',
    first: 1,
    labels: [t('practice.1'), t('practice.2'), t('practice.3'), t('practice.4'), t('practice.5')],
  };
  const isPictured = content.variant === 'pictogram';
  const item = { text: t('practice.text'), format: 0, ...(isPictured ? { svg: duck, svgText: t('practice.picture') } : {}) };
  const step: PackageStep = { id: 'practice', title: t('practice.title'), instruction: '', minutes: 0, first: 0, formats: [format], items: [item] };
  return { position: 0, number: 1, step, stepIndex: 0, item, format, faces: isPictured };
}

const line = { fill: 'none', stroke: 'currentColor', 'stroke-width': 4, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' };

/** A duck on the water and crumbs of bread. */
const duck: SvgNode = {
  tag: 'svg',
  attributes: { viewBox: '0 0 160 110' },
  children: [
    {
      tag: 'g',
      attributes: line,
      children: [
        { tag: 'path', attributes: { d: 'M34 62 C30 86 106 90 112 62 L122 44 L96 56 C84 62 76 60 72 52' } },
        { tag: 'circle', attributes: { cx: 54, cy: 40, r: 20 } },
        { tag: 'path', attributes: { d: 'M35 40 L16 46 L36 50' } },
        { tag: 'path', attributes: { d: 'M10 96 Q20 88 30 96 T50 96 T70 96 T90 96 T110 96 T130 96 T150 96' } },
        { tag: 'path', attributes: { d: 'M10 70 L14 70 M18 78 L22 78 M6 82 L10 82' } },
      ],
    },
    { tag: 'circle', attributes: { cx: 50, cy: 36, r: 3, fill: 'currentColor' } },
  ],
};
