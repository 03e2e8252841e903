import type { ClassSeats, SeatSheet } from '../shared/net/resultsWire';
import type { SectionResult } from '../shared/net/studentResultWire';
import { t } from '../shared/text/text';
import { groupsOf, recommendationOf } from '../result/recommendation';
import { inOrder, tiersOf, type Role } from '../result/sections';
import { standsOut } from '../result/words';
import { counted } from './charts';
import { notice, section as under, small, sunWash, width } from './look';
import type { Content, Part } from './nodes';
import { dayOf } from './sheet';

/** A seat's name where this browser has its list open. */
export type NameOf = (seat: number) => string | undefined;

/** Below this no distribution is drawn: one student could be told by it. */
export const least = 5;

/** So many rows at most in a chart of what is often named. */
const most = 8;

/** A class on a page or two: how far it is, what is ahead how often, and each student in a line. No aptitudes, no order of students, nothing of who wants a talk. */
export function summaryOf(room: ClassSeats, sheets: readonly SeatSheet[], nameOf: NameOf, nowMs: number): Part {
  const name = `${room.grade}${room.letter}`;
  const count = (state: string): number => room.seats.filter((one) => one.state === state).length;
  const title = t('report.summary.title', { name });
  return {
    title,
    running: `${title} · ${room.schoolName}`,
    mostPages: 2,
    content: [
      { text: t('brand'), style: 'brand' },
      { text: title, style: 'title' },
      { text: t('report.summary.of', { school: room.schoolName, date: dayOf(nowMs) }), style: 'soft' },
      ...(sheets.some(({ result }) => result.simulated) ? [notice({ text: t('result.simulated'), bold: true }, '#fbe4df')] : []),
      { text: t('report.summary.counts', { finished: sheets.length, released: count('released'), waiting: count('preliminary'), unfinished: count('unfinished'), empty: room.empty }), margin: [0, 6, 0, 4] },
      notice(t('report.summary.use'), sunWash),
      ...distribution(sheets),
      ...students(sheets, nameOf),
    ],
  };
}

function sectionOf({ result }: SeatSheet, role: Role): SectionResult | undefined {
  return inOrder(result).find((placed) => placed.role === role)?.section;
}

function distribution(sheets: readonly SeatSheet[]): Content[] {
  const interests = sheets.flatMap((sheet) => sectionOf(sheet, 'interests') ?? []);
  if (interests.length < least) return [small(t('report.summary.few', { least }))];
  const spheres = interests[0]!.scales.map(({ id, title }) => ({ title, n: interests.filter((one) => ahead(one).includes(id)).length }));
  const values = sheets.flatMap((sheet) => sectionOf(sheet, 'values') ?? []);
  const important = often(values.map((one) => tiersOf(one).filter(({ tier }) => tier === 'high').flatMap(({ scales }) => scales.map(({ title }) => title))));
  const nearest = often(sheets.map(({ result }) => {
    const recommendation = recommendationOf(result);
    return recommendation?.state === 'families' ? groupsOf(recommendation).filter(({ level }) => level === 1).map(({ title }) => title) : [];
  }));
  return [
    ...under(t('report.summary.interests'), [small(t('report.summary.interests.how')), counted(spheres, interests.length, width)]),
    small(t('report.summary.even', { n: interests.filter((one) => ahead(one).length === 0).length, of: interests.length })),
    ...(nearest.length === 0 ? [] : under(t('report.summary.sectors'), counted(nearest, sheets.length, width))),
    ...(values.length < least || important.length === 0 ? [] : under(t('report.summary.values'), counted(important, values.length, width))),
  ];
}

function ahead(section: SectionResult): readonly string[] {
  return standsOut(section) ? section.leadingTier : [];
}

/** The titles named most often, with how often. */
function often(named: readonly (readonly string[])[]): { title: string; n: number }[] {
  const counts = new Map<string, number>();
  for (const title of named.flat()) counts.set(title, (counts.get(title) ?? 0) + 1);
  return [...counts].map(([title, n]) => ({ title, n })).sort((a, b) => b.n - a.n || a.title.localeCompare(b.title, 'ru')).slice(0, most);
}

function students(sheets: readonly SeatSheet[], nameOf: NameOf): Content[] {
  const head = [t('report.summary.student'), t('report.summary.state'), t('report.summary.ahead')].map((text) => ({ text, bold: true }));
  const rows = sheets.map((sheet): Content[] => {
    const interests = sectionOf(sheet, 'interests');
    const titles = interests === undefined ? [] : interests.scales.filter(({ id }) => ahead(interests).includes(id)).map(({ title }) => title);
    const name = nameOf(sheet.seat);
    return [
      name === undefined ? t('report.seat', { n: sheet.seat }) : `${sheet.seat} · ${name}`,
      t(sheet.result.releasedAtMs == null ? 'report.summary.preliminary' : 'report.summary.final'),
      interests === undefined ? t('report.summary.noInterests') : titles.length === 0 ? t('report.summary.noneAhead') : titles.join(', '),
    ];
  });
  return [
    { text: t('report.summary.students'), style: 'heading' },
    { layout: 'ruled', table: { headerRows: 1, dontBreakRows: true, widths: [170, 82, '*'], body: [head, ...rows] } },
  ];
}
