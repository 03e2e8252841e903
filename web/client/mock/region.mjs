// Made-up places beside the made-up professions, for a key with REGION in it; every kind, every age, one more than is shown at once and one without anything.
const place = (id, kind, title, more = {}) => ({
  id, title, kind, organisation: 'Станция юннатов «Пример»', address: 'город Ясный, улица Садовая, 5', link: 'https://example.org/kruzhok', ageFrom: 14, ageTo: 17, adapted: false,
  source: 'сведения организации', date: '2026-11-20', ...more,
});
const link = (title, code) => ({ id: title === 'Вакансии и стажировки' ? 'jobs' : 'study', title, url: `https://example.org/${code}`, source: 'портал региона', date: '2026-11-19' });
const list = (...places) => ({ places, total: places.length });

export const region = {
  places: [
    place('trial-lab', 'trial', 'День в лаборатории', { adapted: true }),
    place('trial-farm', 'trial', 'Проба на ферме', { ageTo: null }),
    place('club', 'programme', 'Кружок юных исследователей с очень длинным названием, которое не помещается в строку узкого экрана', { ageFrom: null }),
    place('plant', 'excursion', 'Экскурсия на водоочистную станцию', { link: null, ageFrom: null, ageTo: null }),
    place('films', 'resource', 'Фильмы о профессиях', { address: '', ageFrom: null, ageTo: null }),
  ],
  sectors: [{ id: 'science', near: { places: ['trial-farm', 'club', 'plant', 'films'], total: 9 } }, { id: 'design', near: list('films') }],
  professions: [
    { code: '19-1029', named: list('trial-lab'), sector: list('trial-farm', 'club', 'plant', 'films'), links: [link('Вакансии и стажировки', 'biolog')] },
    { code: '27-1024', named: list(), sector: list('films'), links: [link('Вакансии и стажировки', 'designer')] },
  ],
  directions: [{ code: '35.02.12', links: [link('Приём в колледжи', '35.02.12')] }, { code: '06.03.01', links: [link('Приём в вузы', '06.03.01')] }],
};
