const interests = ['Чинить велосипед или самокат', 'Разбираться, почему небо днём голубое', 'Придумывать обложку для книги или альбома', 'Объяснять младшим домашнее задание', 'Вести переговоры о скидке для класса', 'Наводить порядок в таблице с расписанием'];
const likert = ['Совсем не хочу', 'Скорее не хочу', 'Всё равно', 'Скорее хочу', 'Очень хочу'];
const circle = (r) => ({ tag: 'svg', attributes: { viewBox: '0 0 100 100' }, children: [{ tag: 'circle', attributes: { cx: 50, cy: 50, r, fill: 'none', stroke: 'currentColor', 'stroke-width': 4 } }] });

export const demoPackage = {
  battery: 'demo', version: '1.0.0', title: 'Демонстрация',
  steps: [
    { id: 'riasec', title: 'Интересы', instruction: 'Прочитай занятие и отметь, хотелось бы тебе так проводить время. Важно, нравится ли само дело, а не получается ли оно сейчас.', minutes: 9, first: 0,
      formats: [{ type: 'likert', first: 1, labels: likert }], items: interests.map((text) => ({ text, format: 0 })) },
    { id: 'object', title: 'С чем работать', instruction: 'В каждой паре выбери занятие, которое тебе ближе. Если оба не нравятся, выбери то, что лучше.', minutes: 5, first: 6, sitting: 2,
      formats: [{ type: 'pair' }], items: [
        { text: '', format: 0, options: [{ text: 'Ухаживать за животными в приюте' }, { text: 'Настраивать школьный 3D-принтер' }] },
        { text: '', format: 0, options: [{ text: 'Вести экскурсию для гостей города' }, { text: 'Составлять карту звёздного неба по наблюдениям' }] }] },
    { id: 'formats', title: 'Разное', instruction: 'Здесь встречаются разные виды вопросов.', minutes: 3, first: 8, optional: true, sitting: 2,
      formats: [{ type: 'bestWorst' }, { type: 'singleChoice' }, { type: 'multipleChoice', least: 1, most: 2, exclusive: [3] }, { type: 'ranking' }, { type: 'number', min: 0, max: 100, decimals: 1 }, { type: 'slider', low: 'совсем не уверен(а)', high: 'полностью уверен(а)' }],
      items: [
        { text: '', format: 0, options: ['Хороший заработок', 'Польза людям', 'Свободное время', 'Интересные задачи'].map((text) => ({ text })) },
        { text: 'Какая фигура продолжает ряд?', format: 1, svg: circle(32), svgText: 'Круг среднего размера.', options: [{ text: 'Первая', svg: circle(10) }, { text: 'Вторая', svg: circle(25) }, { text: 'Третья', svg: circle(40) }, { text: 'Четвёртая', svg: circle(48) }] },
        { text: 'Кто помогает тебе с выбором?', format: 2, options: ['Родители', 'Учителя', 'Друзья', 'Никто'].map((text) => ({ text })) },
        { text: 'Что для тебя важнее в работе?', format: 3, options: ['Люди рядом', 'Тишина', 'Движение'].map((text) => ({ text })) },
        { text: 'Сколько часов в неделю ты тратишь на увлечения?', format: 4 },
        { text: 'Насколько ты уверен(а) в выборе?', format: 5 }] },
  ],
};

export function demoBoard(run) {
  const cycle = run === 'lobby' ? ['waiting', 'waiting', 'deciding', 'waiting', 'empty', 'waiting'] : ['answering', 'answering', 'answering', 'finished', 'answering', 'answering'];
  const seats = Array.from({ length: 28 }, (_, index) => ({ seat: index + 1, spare: false, state: cycle[index % 6], answered: run === 'lobby' ? 0 : 10 + ((index * 7) % 50), wantsMove: false }));
  if (run !== 'lobby') {
    seats[11].state = 'linkLost'; seats[11].heardAtMs = Date.now() - 200_000; seats[11].unsent = 12; seats[20].state = 'linkLost'; seats[4].wantsMove = true; seats[8].state = 'refused'; seats[8].answered = 0; seats[15].state = 'empty'; seats[15].answered = 0;
  }
  for (const seat of [29, 30]) seats.push({ seat, spare: true, state: 'empty', answered: 0, wantsMove: false });
  return { classId: 'c1', schoolName: 'Школа № 12 имени Н. И. Лобачевского', className: '9Б', variant: 'standard', revision: Date.now(), run, itemCount: 92, seats, nowMs: Date.now(), startSpreadMs: 3_000, isTimed: true };
}

export const demoSetup = {
  region: 'Демонстрационная область',
  municipalities: [
    { id: 'm1', name: 'Город Ясный', schools: [
      { id: 's1', name: 'Школа № 12 имени Н. И. Лобачевского', prefix: '7КД', settlement: 'city', classes: [{ id: 'c1', name: '9Б', grade: 9, letter: 'Б', boardLink: 'demo', variant: 'standard' }, { id: 'c2', name: '10А', grade: 10, letter: 'А', boardLink: 'demo2', variant: 'twoLessons' }] },
      { id: 's2', name: 'Гимназия № 3', prefix: '4РТ', settlement: 'city', classes: [] }] },
    { id: 'm2', name: 'Озёрский район', schools: [{ id: 's3', name: 'Озёрская средняя школа', prefix: 'М2Н', settlement: 'village', classes: [{ id: 'c3', name: '8А', grade: 8, letter: 'А', boardLink: 'demo3', variant: 'standard' }] }] },
  ],
};
