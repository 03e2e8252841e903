// Solutions of tasks to look at: the key says when (-SOON) and what (-OWN: own answers too, -NONE: no task, -BUSY: not reached).
const svg = (children) => ({ tag: 'svg', attributes: { viewBox: '0 0 96 96' }, children });
const shape = (tag, attributes) => ({ tag, attributes: { fill: 'none', stroke: 'currentColor', 'stroke-width': '3', ...attributes } });
const turned = (angle) => svg([shape('path', { d: 'M28 20 V76 H68', transform: `rotate(${angle} 48 48)` })]);
const task = (text, options, right, own, solution, more = {}) => ({ text, svg: null, svgText: null, options, right, own, solution, ...more });
const words = (...texts) => texts.map((text) => ({ text, svg: null }));

const sections = (withAnswers) => {
  const own = (position) => (withAnswers ? position : null);
  return [
    { instrumentId: 'aptitude-verbal', title: 'Слова и выводы', tasks: [
      task('Книга относится к библиотеке так же, как картина относится к …', words('раме', 'музею', 'художнику', 'краскам'), 1, own(2), 'Библиотека — место, где хранят книги. Картины хранят в музее.'),
      task('Все рыбы дышат жабрами. Карась — рыба. Что из этого следует?', words('Карась дышит жабрами.', 'Карась живёт в реке.', 'Жабры есть только у рыб.'), 0, own(0), 'Что верно для всех рыб, верно и для карася.')] },
    { instrumentId: 'aptitude-spatial', title: 'Фигуры', tasks: [
      task('Какая фигура получится, если повернуть эту на четверть оборота вправо?', [0, 90, 180].map((angle, index) => ({ text: `фигура ${index + 1}`, svg: turned(angle) })), 1, own(null), 'Верхний конец переходит вправо, нижний угол — влево.', { svg: turned(0), svgText: 'Уголок: длинная сторона стоит слева, короткая лежит внизу.' })] },
  ];
};

export const opening = (key) => ({ fromMs: 1798804800000, open: !key.includes('SOON') });

/** Status and body, as the door answers. */
export function demoSolutions(key) {
  if (key.includes('BUSY')) return [503, { code: 'store-busy' }];
  if (!opening(key).open) return [404, { code: 'solutions-closed' }];
  const withAnswers = key.includes('OWN');
  return [200, { withAnswers, sections: key.includes('NONE') ? [] : sections(withAnswers) }];
}
