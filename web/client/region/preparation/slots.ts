import type { KeptReport, SlotTime, WavePage, WaveSettings } from '../../shared/net/preparationWire';
import { bestOf, capacityOf, usualMinutes } from './capacity';

/** What is asked of whoever makes a wave: days and hours instead of moments. */
export interface WaveForm {
  name: string;
  firstDay: string;
  lastDay: string;
  /** 1 is Monday. */
  weekdays: number[];
  /** "8:30, 9:30". */
  times: string;
  minutes: number;
  capacity: number;
  source: WaveSettings['source'];
  /** The kept report the capacity is from. */
  report: string | null;
  atOnce: number;
  grades: number[];
}

const dayMs = 86_400_000;
const mostDays = 120;

/** With the best that was measured, where something was. */
export function newForm(page: WavePage, now: number, reports: readonly KeptReport[] = []): WaveForm {
  const first = dayOf(Math.min(Math.max(page.opensAtMs, now + dayMs), page.closesAtMs - 1));
  const [minutes, best] = [usualMinutes, bestOf(reports)];
  const measured = best === null ? 0 : capacityOf(best, minutes);
  const capacity = measured > 0 ? measured : 2000;
  return { name: '', firstDay: first, lastDay: first, weekdays: [1, 2, 3, 4, 5], times: '8:30, 9:30, 10:30, 11:30, 12:30', minutes, capacity, source: measured > 0 ? 'rehearsal' : 'estimate', report: measured > 0 ? best!.id : null, atOnce: 2, grades: [] };
}

export function formOf(settings: WaveSettings): WaveForm {
  const { name, capacity, source, report, atOnce, grades, slots } = settings;
  const moments = slots.map(({ startsAtMs }) => new Date(startsAtMs));
  return {
    name, capacity, source, report, atOnce, grades: [...grades],
    firstDay: slots[0]?.day ?? '',
    lastDay: slots.at(-1)?.day ?? '',
    weekdays: [...new Set(moments.map((moment) => moment.getDay() || 7))].sort(),
    times: [...new Set(moments.map((moment) => `${moment.getHours()}:${String(moment.getMinutes()).padStart(2, '0')}`))].join(', '),
    minutes: slots[0]?.minutes ?? 45,
  };
}

/** The slots of a form; the code of a fault where there are none that could be. */
export function slotsOf(form: WaveForm): SlotTime[] | 'wave-days' | 'wave-times' {
  const times = form.times.split(/[,;\s]+/).filter((one) => one !== '').map(minutesOf);
  if (times.length === 0 || times.some((one) => one === null) || !(form.minutes >= 15 && form.minutes <= 240)) return 'wave-times';
  const sorted = [...new Set(times as number[])].sort((one, other) => one - other);
  if (sorted.some((one, at) => at > 0 && one < sorted[at - 1]! + form.minutes)) return 'wave-times';
  const days = daysOf(form);
  if (days.length === 0) return 'wave-days';
  return days.flatMap((day) => sorted.map((minutes) => {
    const [year, month, date] = day.split('-').map(Number) as [number, number, number];
    return { day, startsAtMs: new Date(year, month - 1, date, Math.floor(minutes / 60), minutes % 60).getTime(), minutes: form.minutes };
  }));
}

function daysOf({ firstDay, lastDay, weekdays }: WaveForm): string[] {
  if (!/^\d{4}-\d\d-\d\d$/.test(firstDay) || !/^\d{4}-\d\d-\d\d$/.test(lastDay)) return [];
  const [year, month, date] = firstDay.split('-').map(Number) as [number, number, number];
  const days: string[] = [];
  for (let at = 0; at < mostDays; at++) {
    const moment = new Date(year, month - 1, date + at, 12);
    const day = dayOf(moment.getTime());
    if (day > lastDay) return days;
    if (weekdays.includes(moment.getDay() || 7)) days.push(day);
  }
  return [];
}

/** Minutes of the day; null where it is no time. */
function minutesOf(text: string): number | null {
  const found = /^(\d{1,2})[:.](\d\d)$/.exec(text);
  if (found === null) return null;
  const [hours, minutes] = [Number(found[1]), Number(found[2])];
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

export function dayOf(ms: number): string {
  const moment = new Date(ms);
  return `${moment.getFullYear()}-${String(moment.getMonth() + 1).padStart(2, '0')}-${String(moment.getDate()).padStart(2, '0')}`;
}

export function timeOf(ms: number): string {
  const moment = new Date(ms);
  return `${moment.getHours()}:${String(moment.getMinutes()).padStart(2, '0')}`;
}
