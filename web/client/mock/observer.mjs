// The questions to a colleague, as the server makes them of the instrument.
import rating from '../../../engine/Instruments/Library/teacher-rating/1.2.0/instrument.json' with { type: 'json' };

const scaleOf = (id) => rating.scoring.keys.find(({ items }) => items.some(({ item }) => item === id)).scale;
const sphereOf = (id) => (scaleOf(id).length === 1 ? scaleOf(id) : null);

export const observerQuestions = {
  version: rating.version,
  answers: rating.formats.often.labels.map(({ ru }) => ru),
  questions: rating.items.filter(({ id }) => rating.forms.lessons.includes(id)).map(({ id, text }) => ({ sphere: sphereOf(id), text: text.ru })),
};
