import { beforeAll, describe, expect, it } from 'vitest';
import { arithmetic, bestOf, capacityOf, warningOf } from '../region/preparation/capacity';
import { freeSlots, lessonsOf } from '../region/preparation/lessons';
import { countWords, municipalitiesOf, openSteps, wished } from '../region/preparation/preparation';
import { formOf, newForm, slotsOf, type WaveForm } from '../region/preparation/slots';
import { reminderTable } from '../report/tables/ofReminders';
import type { ClassPreparation, KeptReport, SchoolPreparation, StepState, Wave, WavePage } from '../shared/net/preparationWire';
import { preparationTexts } from '../shared/text/preparation';
import { addTexts } from '../shared/text/text';

beforeAll(() => addTexts(preparationTexts));

const counts = { classes: 3, students: 70, printed: 1, checked: 3, unready: 0, parentsAsked: 40, parentsDecided: 40, persons: 0, leads: 0, placed: 3, outgrown: 0, halves: 0 };
const school = (id: string, municipality: string, states: StepState[]): SchoolPreparation => ({
  id, name: `Школа ${id}`, municipalityId: municipality, municipalityName: `Округ ${municipality}`, counts, states, isReady: states.every((state) => state === 'done' || state === 'notNeeded'), firstAtMs: null,
});
const done: StepState[] = ['done', 'done', 'done', 'notNeeded', 'done', 'done'];
const schools = [school('1', 'a', done), school('2', 'a', ['done', 'partly', 'done', 'done', 'missing', 'done']), school('3', 'b', ['done', 'done', 'done', 'done', 'missing', 'done'])];

describe('schools before the day', () => {
  it('are counted by municipality, in their order', () => {
    expect(municipalitiesOf(schools)).toEqual([
      { id: 'a', name: 'Округ a', schools: 2, ready: 1, open: [0, 1, 0, 0, 1, 0] },
      { id: 'b', name: 'Округ b', schools: 1, ready: 0, open: [0, 0, 0, 0, 1, 0] },
    ]);
  });

  it('are shown by what is open', () => {
    expect(openSteps(schools[1]!)).toEqual(['cards', 'responsible']);
    expect([wished(schools, 'all'), wished(schools, 'open'), wished(schools, 'cards')].map((some) => some.map(({ id }) => id))).toEqual([['1', '2', '3'], ['2', '3'], ['2']]);
  });

  it('are reminded of what is open, with whom to call', () => {
    const person = { id: 'p', schoolId: '2', role: 'lead' as const, name: 'Завуч', contact: '8 800', enteredBy: 'x', enteredAtMs: 1, confirmedAtMs: null };
    const { columns, rows } = reminderTable(schools, [person]);
    expect(rows.map((row) => row.length)).toEqual([columns.length, columns.length]);
    expect(rows[0]!.slice(1, 4)).toEqual(['Школа 2', 'Карточки: 1 из 3 классов; Ответственный: не указан', 'Завуч (отвечает за диагностику): 8 800']);
    expect(rows[1]![3]).toBe('');
  });
});

describe('a wave', () => {
  const form: WaveForm = { name: 'Первая', firstDay: '2027-01-15', lastDay: '2027-01-19', weekdays: [1, 2, 3, 4, 5], times: '9:30; 8.30', minutes: 45, capacity: 2000, source: 'estimate', report: null, atOnce: 2, grades: [] };

  it('is days of the week and hours by the clock here', () => {
    const slots = slotsOf(form);
    if (typeof slots === 'string') throw new Error(slots);
    expect(slots.map(({ day }) => day)).toEqual(['2027-01-15', '2027-01-15', '2027-01-18', '2027-01-18', '2027-01-19', '2027-01-19']);
    expect(slots[0]!.startsAtMs).toBe(new Date(2027, 0, 15, 8, 30).getTime());
    expect(slots.every((slot, at) => at === 0 || slot.startsAtMs >= slots[at - 1]!.startsAtMs + 45 * 60_000)).toBe(true);
    const { name, capacity, source, report, atOnce } = form;
    expect(slotsOf(formOf({ name, capacity, source, report, atOnce, grades: [], slots }))).toEqual(slots);
  });

  it('is refused where it has no days or hours', () => {
    for (const wrong of [{ weekdays: [] }, { weekdays: [7], lastDay: '2027-01-16' }, { lastDay: '2027-01-14' }, { lastDay: '2028-01-14' }, { firstDay: '' }]) expect(slotsOf({ ...form, ...wrong })).toBe('wave-days');
    for (const wrong of [{ times: '' }, { times: '25:00' }, { times: '8:30, 9:00' }, { times: 'утром' }, { minutes: 5 }, { minutes: Number.NaN }]) expect(slotsOf({ ...form, ...wrong })).toBe('wave-times');
  });

  it('begins tomorrow, or with the campaign', () => {
    const now = new Date(2027, 0, 10, 12).getTime();
    const page = (opens: number): WavePage => ({ year: 2027, opensAtMs: opens, closesAtMs: now + 400 * 86_400_000, classes: 1, waiting: 1, waves: [] });
    expect(newForm(page(0), now).firstDay).toBe('2027-01-11');
    expect(newForm(page(new Date(2027, 1, 1).getTime()), now).firstDay).toBe('2027-02-01');
  });
});

describe('a capacity', () => {
  const report = (id: string, students: number, more: Partial<KeptReport> = {}, entriesPerSecond: number | null = 2): KeptReport => ({
    id, origin: 'region', mayDrop: true, keptAtMs: 1, refusal: null, standsFor: students, spared: students * 0.8, comingInSeconds: 6,
    facts: {
      address: 'https://example.ru/', startedAtMs: 1, profile: 'bell', classes: 1, students, minutes: 40, pace: 1, rate: 0, reasons: [], limit: 'processor', used: 0.5, lost: 0, doubled: 0, entered: students,
      finished: students, acknowledged: 100, enterP99Ms: 1, entriesPerSecond,
    },
    ...more,
  });
  const wave = (capacity: number, source: 'rehearsal' | 'estimate', measured: number | null): Wave => ({
    id: 'w', state: 'open', fill: [], measured: measured === null ? null : { students: measured, atMs: 1 },
    settings: { name: 'Первая', capacity, source, report: null, atOnce: 1, grades: [], slots: [] },
  });

  it('is the smaller of what is spared and of who comes in in time', () => {
    expect([capacityOf(report('a', 1000), 45), capacityOf(report('a', 1000), 240), capacityOf(report('a', 1000, {}, null), 15)]).toEqual([540, 800, 800]);
  });

  // The same table as CapacityRuleTests: server and page say the same number.
  it('is the number the server says', () => {
    for (const [rate, minutes, students] of [[4.1, 45, 1107], [4.1, 15, 369], [0.7, 30, 126], [3.3, 240, 4752], [33.3, 80, 15984]] as const) expect(capacityOf(report('a', 1_000_000, {}, rate), minutes)).toBe(students);
  });

  it('is shown with its arithmetic', () => {
    const lines = arithmetic(report('a', 1000, { standsFor: 500, spared: 400 }), 45).join(' ');
    for (const part of ['500', '0,8 = 400', '540', 'чисел: 400']) expect(lines).toContain(part);
    expect(arithmetic(report('a', 1000, {}, null), 45).join(' ')).toContain('не названа');
  });

  it('of a new wave is from the best report there is, else the region\'s own', () => {
    const page: WavePage = { year: 2027, opensAtMs: 0, closesAtMs: Number.MAX_SAFE_INTEGER, classes: 1, waiting: 1, waves: [] };
    const reports = [report('failed', 9000, { refusal: 'failed', standsFor: 0, spared: 0 }), report('small', 100), report('best', 600)];
    expect(bestOf(reports)?.id).toBe('best');
    const { source, report: named, capacity } = newForm(page, 1, reports);
    expect({ source, named, capacity }).toEqual({ source: 'rehearsal', named: 'best', capacity: 480 });
    expect(newForm(page, 1, reports.slice(0, 1))).toMatchObject({ source: 'estimate', report: null });
  });

  it('above what was measured is warned of, and a report that tells nothing any more', () => {
    expect(warningOf(wave(500, 'estimate', null))).toBeNull();
    expect(warningOf(wave(500, 'estimate', 500))).toBeNull();
    expect(warningOf(wave(501, 'estimate', 500))).toContain('500');
    expect(warningOf(wave(501, 'rehearsal', 500))).toContain('500');
    expect(warningOf(wave(10, 'rehearsal', null))).toContain('не выдержал');
  });
});

describe('lessons of a class', () => {
  const hour = 3_600_000;
  const time = (lesson: number, startsAtMs: number) => ({ lesson, waveId: 'w', wave: 'Первая', waveState: 'open' as const, startsAtMs, isByHand: false });
  const room: ClassPreparation = { id: 'c', name: '9А', students: 25, cards: 'none', isChecked: false, unready: 0, parents: null, lessons: 2, times: [time(1, 3 * hour)] };
  const wave: Wave = {
    id: 'w', state: 'open', measured: null, fill: [0, 0, 0, 80].map((students) => ({ classes: 1, students })),
    settings: { name: 'Первая', capacity: 100, source: 'estimate', report: null, atOnce: 1, grades: [9], slots: [1, 3, 5, 7].map((at) => ({ day: '2027-01-20', startsAtMs: at * hour, minutes: 45 })) },
  };
  const starts = (lesson: number, of = room, over: Partial<Wave> = {}): number[] => freeSlots({ ...wave, ...over }, lessonsOf([of])[lesson - 1]!, 0).map(({ startsAtMs }) => startsAtMs / hour);

  it('are one line each, with or without a time', () => {
    expect(lessonsOf([room]).map(({ key, time: at }) => [key, at?.startsAtMs ?? null])).toEqual([['c/1', 3 * hour], ['c/2', null]]);
  });

  it('are moved in their order, to where there is room', () => {
    expect(starts(1)).toEqual([1, 5]);
    expect(starts(2)).toEqual([5]);
    expect(starts(1, { ...room, times: [...room.times, time(2, 5 * hour)] })).toEqual([1]);
    expect(starts(1, { ...room, name: '10А' })).toEqual([]);
    expect(starts(1, room, { state: 'ended' })).toEqual([]);
  });

  it('are counted as half done where one of them has no time', () => {
    expect(countWords('slots', { ...counts, placed: 2, halves: 1 })).toContain('не все уроки, классов: 1');
    expect(countWords('slots', counts)).toBe('3 из 3 классов');
  });
});
