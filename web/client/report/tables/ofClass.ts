import { tiersOf, inOrder, type Role } from '../../result/sections';
import { isInterests, sphereOf, sphereOrder, standsOut, type Sphere } from '../../result/words';
import type { ClassSeats, SeatRelease, SeatSheet } from '../../shared/net/resultsWire';
import type { QueueRow } from '../../shared/net/reviewWire';
import type { SectionResult, SignedPart, ValueTier } from '../../shared/net/studentResultWire';
import { dayWords } from '../../shared/text/moment';
import { t } from '../../shared/text/text';
import type { NameOf } from '../summary';
import { needsWords, talkState } from './needs';
import { dayOf, tableOf, type ColumnOf, type Table } from './table';

/** A seat with all that is known of it. */
interface Student {
  seat: SeatRelease;
  interests: SectionResult | null;
  values: SectionResult | null;
  row: QueueRow | null;
  signed: SignedPart | null;
}

/** What a psychologist works through a class with: how far each is, what is ahead, what was said and signed. No scores, which would make an order of students, and nothing of tasks. */
export function classTable(room: ClassSeats, sheets: readonly SeatSheet[], rows: readonly QueueRow[], nameOf: NameOf, nowMs: number): Table {
  const name = `${room.grade}${room.letter}`;
  const students = room.seats.map((seat): Student => {
    const result = sheets.find((one) => one.seat === seat.seat)?.result ?? null;
    const section = (wanted: Role): SectionResult | null => (result === null ? null : (inOrder(result).find(({ role }) => role === wanted)?.section ?? null));
    return { seat, interests: section('interests'), values: section('values'), row: rows.find((one) => one.seat === seat.seat) ?? null, signed: result?.conclusion ?? null };
  });
  const hasNames = room.seats.some(({ seat }) => nameOf(seat) !== undefined);
  const columns: ColumnOf<Student>[] = [
    { title: t('report.summary.student'), width: 8, cell: ({ seat }) => seat.seat },
    ...(hasNames ? [{ title: t('report.table.name'), width: 30, cell: ({ seat }: Student) => nameOf(seat.seat) ?? null }] : []),
    { title: t('report.table.finished'), width: 12, cell: ({ seat }) => dayOf(seat.finishedAtMs) },
    { title: t('report.summary.state'), width: 17, cell: ({ seat }) => t(`report.table.state.${seat.state}`) },
    { title: t('report.table.released'), width: 12, cell: ({ seat }) => dayOf(seat.releasedAtMs) },
    { title: t('report.table.trust'), width: 16, cell: ({ seat, interests }) => (interests === null ? null : t(seat.inDoubt ? 'report.table.trust.doubt' : 'report.table.trust.quiet')) },
    ...spheresOf(students),
    ...(['high', 'middle', 'low'] as const).map((tier): ColumnOf<Student> => ({ title: t(`values.${tier}`), width: 30, cell: ({ values }) => (values === null ? null : tierWords(values, tier)) })),
    { title: t('report.table.talk'), width: 15, cell: ({ row }) => talkState(row) },
    { title: t('report.table.talked'), width: 12, cell: ({ row }) => dayOf(row?.talk?.atMs) },
    { title: t('report.table.talkedBy'), width: 24, cell: ({ row }) => row?.talk?.by ?? null },
    { title: t('report.table.needs'), width: 40, cell: ({ row }) => needsWords(row, hasNames) },
    { title: t('report.table.version'), width: 10, cell: ({ signed }) => signed?.version ?? null },
    { title: t('report.table.signed'), width: 12, cell: ({ signed }) => dayOf(signed?.signedAtMs) },
    { title: t('report.table.signer'), width: 24, cell: ({ signed }) => signed?.signer ?? null },
    { title: t('report.table.withdrawn'), width: 12, cell: ({ seat }) => dayOf(seat.withdrawn?.atMs) },
  ];
  return tableOf(t('report.table.class', { name }), columns, students, [
    t('report.table.class.of', { name, school: room.schoolName }),
    t('report.summary.of', { school: room.schoolName, date: dayWords(nowMs) }),
    ...(sheets.some(({ result }) => result.simulated) ? [t('result.simulated')] : []),
    t('report.summary.use'),
    t('report.table.spheres.how'),
    t('report.table.none'),
    t(hasNames ? 'report.table.named' : 'report.table.unnamed'),
  ]);
}

/** All letters in one column, then a column each to filter by; none where the class has no section on interests. */
function spheresOf(students: readonly Student[]): ColumnOf<Student>[] {
  const section = students.map(({ interests }) => interests).find((one) => one !== null && isInterests(one)) ?? null;
  if (section === null) return [];
  const titleOf = (letter: Sphere): string => section.scales.find((scale) => sphereOf(scale) === letter)?.title ?? '';
  return [
    { title: t('report.summary.ahead'), width: 14, cell: ({ interests }) => (interests === null ? null : ahead(interests).join(', ') || t('report.summary.noneAhead')) },
    ...sphereOrder.map((letter): ColumnOf<Student> => ({
      title: `${letter} · ${titleOf(letter)}`, width: 14, cell: ({ interests }) => (interests !== null && ahead(interests).includes(letter) ? t('report.table.ahead') : null),
    })),
  ];
}

function ahead(section: SectionResult): Sphere[] {
  if (!standsOut(section)) return [];
  const leading = section.scales.filter(({ id }) => section.leadingTier.includes(id)).map(sphereOf);
  return sphereOrder.filter((letter) => leading.includes(letter));
}

function tierWords(section: SectionResult, tier: ValueTier): string | null {
  const tiers = tiersOf(section);
  if (tiers.length === 0) return tier === 'high' ? t('report.table.alike') : null;
  return tiers.find((one) => one.tier === tier)?.scales.map(({ title }) => title).join('; ') ?? null;
}
