import { beforeAll, describe, expect, it } from 'vitest';
import { municipalitiesOf, openSteps, wished } from '../region/preparation/preparation';
import { formOf, newForm, slotsOf, type WaveForm } from '../region/preparation/slots';
import { reminderTable } from '../report/tables/ofReminders';
import type { SchoolPreparation, StepState, WavePage } from '../shared/net/preparationWire';
import { preparationTexts } from '../shared/text/preparation';
import { addTexts } from '../shared/text/text';

beforeAll(() => addTexts(preparationTexts));

const counts = { classes: 3, students: 70, printed: 1, checked: 3, unready: 0, parentsAsked: 40, parentsDecided: 40, persons: 0, leads: 0, placed: 3, outgrown: 0 };
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
  const form: WaveForm = { name: 'Первая', firstDay: '2027-01-15', lastDay: '2027-01-19', weekdays: [1, 2, 3, 4, 5], times: '9:30; 8.30', minutes: 45, capacity: 2000, source: 'estimate', atOnce: 2, grades: [] };

  it('is days of the week and hours by the clock here', () => {
    const slots = slotsOf(form);
    if (typeof slots === 'string') throw new Error(slots);
    expect(slots.map(({ day }) => day)).toEqual(['2027-01-15', '2027-01-15', '2027-01-18', '2027-01-18', '2027-01-19', '2027-01-19']);
    expect(slots[0]!.startsAtMs).toBe(new Date(2027, 0, 15, 8, 30).getTime());
    expect(slots.every((slot, at) => at === 0 || slot.startsAtMs >= slots[at - 1]!.startsAtMs + 45 * 60_000)).toBe(true);
    const { name, capacity, source, atOnce } = form;
    expect(slotsOf(formOf({ name, capacity, source, atOnce, grades: [], slots }))).toEqual(slots);
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
