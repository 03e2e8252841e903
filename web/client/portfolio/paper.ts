import { bars, hexagon } from '../report/charts';
import { accent, line, notice, section as under, small, sunWash, wash, width } from '../report/look';
import type { Content, Node, Part } from '../report/nodes';
import { qrPath } from '../shared/design/qr';
import type { SectionResult } from '../shared/net/studentResultWire';
import { dayWords } from '../shared/text/moment';
import { t } from '../shared/text/text';
import { fieldsOf, kinds, type Entry, type Kind, type Own } from './own';
import type { Advice, PastYear, Section, Statement } from './statement';
import { isOfTiers, quoted, sentenceOf, tierOf, valueTiers } from './words';

/** How whoever holds the paper can check it: an address with the mark behind its hash, as a link and as modules of a QR code. */
export interface Check {
  page: string;
  address: string;
  rows: readonly string[];
}

export interface Paper {
  own: Own;
  statement: Statement | null;
  years: readonly PastYear[];
  /** Null where the mark does not fit a code. */
  check: Check | null;
  /** Of the statement; null where it cannot be computed here. */
  print: string | null;
}

/** The portfolio on paper: what the student wrote, then on a page of its own what the server signed. */
export function portfolioPart(paper: Paper): Part {
  const { own, statement } = paper;
  const written = kinds.flatMap((kind) => entriesOf(kind, own.lists[kind]));
  const place = statement === null ? '' : t('told.of', { region: statement.region, grade: statement.grade, year: String(statement.year) });
  const running = own.name === '' ? t('portfolio.title') : `${own.name} · ${t('portfolio.title')}`;
  return {
    title: running,
    running,
    mostPages: 3,
    content: [
      { text: t('brand'), style: 'brand' },
      { text: t('portfolio.title'), style: 'title' },
      ...(own.name === '' ? [] : [{ text: own.name, fontSize: 13, bold: true }]),
      { text: place, style: 'soft' },
      ...(written.length === 0 ? [] : [notice([bold(t('portfolio.paper.own')), t('portfolio.paper.own.means')], sunWash), ...written]),
      ...(statement === null ? [] : signedPart(statement, paper, written.length > 0)),
    ],
  };
}

function entriesOf(kind: Kind, entries: readonly Entry[]): Content[] {
  if (entries.length === 0) return [];
  const [first, ...rest] = fieldsOf[kind];
  const items = entries.map((entry): Content => {
    const more = rest.map((field) => entry[field as string] ?? '').filter((said) => said !== '').join(' · ');
    return { text: more === '' ? [entry[first] ?? ''] : [{ text: entry[first] ?? '', bold: kind !== 'steps' }, `. ${more}`], margin: [0, 0, 0, 3] };
  });
  return under(t(`own.${kind}`), { ul: items.slice(0, 1) }, { ul: items.slice(1) });
}

function signedPart(statement: Statement, { years, check, print }: Paper, onNewPage: boolean): Content[] {
  // A year out of a file: that it is of the same person stands in no signature.
  const several = years.some(({ changes }) => changes === undefined) ? [t('verify.not.several')] : [];
  const state = statement.releasedAtMs === null ? t('told.preliminary') : t('told.released', { date: dayWords(statement.releasedAtMs) });
  return [
    { ...notice([bold(t('portfolio.paper.signed')), t('portfolio.paper.signed.means')], wash), ...(onNewPage ? { pageBreak: 'before' as const } : { margin: [0, 10, 0, 2] }) },
    ...(statement.simulated ? [notice({ text: t('told.simulated'), bold: true }, '#fbe4df')] : []),
    checked(statement, check, print, state),
    ...statement.sections.flatMap(sectionOf),
    ...adviceOf(statement.advice),
    ...(statement.review === null ? [] : [{ text: reviewWords(statement.review), margin: [0, 8, 0, 0] as const }]),
    ...years.flatMap(yearOf),
    ...under(t('verify.not.title'), { ul: [t('verify.not.1'), t('verify.not.2'), t('verify.not.3'), ...several] }),
    { text: t('told.method', { battery: statement.battery }), style: 'foot', margin: [0, 10, 0, 0] },
  ];
}

/** What is signed and when, with the code beside it. */
function checked(statement: Statement, check: Check | null, print: string | null, state: string): Node {
  const words: Content[] = [
    t('told.answered', { date: dayWords(statement.finishedAtMs) }),
    { text: state, margin: [0, 3, 0, 0] },
    { text: t('told.signedAt', { date: dayWords(statement.signedAtMs) }), margin: [0, 3, 0, 0] },
    ...(statement.sections.some(({ pilot }) => pilot) ? [{ text: t('told.pilot'), style: 'soft', margin: [0, 3, 0, 0] as const }] : []),
    ...(print === null ? [] : [small(t('told.print', { print }))]),
    ...(check === null ? [small(t('portfolio.paper.noCode'))] : [{ text: t('portfolio.paper.check', { page: check.page }), link: check.address, color: accent, margin: [0, 3, 0, 0] as const }]),
  ];
  if (check === null) return { stack: words, margin: [0, 6, 0, 4] };
  return { columns: [{ width: '*', stack: words }, { width: codeSide, stack: [codeOf(check.rows)] }], columnGap: 14, margin: [0, 6, 0, 4] };
}

const codeSide = 132;

function codeOf(rows: readonly string[]): Node {
  const side = rows.length;
  return { svg: `<svg viewBox="0 0 ${side} ${side}" width="${codeSide}" height="${codeSide}"><rect width="${side}" height="${side}" fill="#ffffff"/><path d="${qrPath(rows)}" fill="#000000"/></svg>` };
}

function sectionOf(section: Section): Content[] {
  const sentence: Content = { text: sentenceOf(section), margin: [0, 0, 0, 3] };
  if (isOfTiers(section)) return under(section.title, sentence, tiersOf(section));
  if (!section.scales.some(({ score }) => score !== null)) return under(section.title, sentence);
  const drawn = asResult(section);
  const shape = hexagon(drawn, 138);
  const chart: Content = shape === null
    ? bars(drawn, true, width)
    : { columns: [{ width: '*', stack: [bars(drawn, true, width - 150)] }, { width: 138, stack: [shape] }], columnGap: 12 };
  return under(section.title, { stack: [sentence, chart] });
}

/** As charts are handed them; what the statement leaves out they do not draw. */
function asResult(section: Section): SectionResult {
  return {
    instrumentId: section.id, instrumentVersion: section.version, title: section.title, kind: section.kind, pilot: section.pilot, flat: section.flat,
    leadingTier: section.scales.filter(({ leads }) => leads).map(({ id }) => id),
    scales: section.scales.map(({ id, title, score, halfWidth, min, max }) => ({ id, title, meaning: '', score, halfWidth, min: min ?? 0, max: max ?? 1, answered: 0, items: 0 })),
  };
}

function tiersOf(section: Section): Content {
  const found = valueTiers.map((tier) => ({ tier, titles: tierOf(section, tier) })).filter(({ titles }) => titles.length > 0);
  if (found.length === 0) return [];
  return {
    columnGap: 14,
    columns: found.map(({ tier, titles }) => ({
      width: '*' as const,
      stack: [
        { canvas: [{ type: 'rect' as const, x: 0, y: 0, w: (width - 28) / 3, h: tier === 'high' ? 3 : 1, color: tier === 'high' ? accent : line }], margin: [0, 0, 0, 3] as const },
        { text: t(`told.values.${tier}`), bold: true },
        { ul: titles },
      ],
    })),
  };
}

function adviceOf(advice: Advice | null): Content[] {
  if (advice === null) return [];
  const groups = advice.groups.map((titles, index): Content => ({ text: [...(advice.groups.length > 1 ? [bold(`${t('told.advice.group', { n: index + 1 })}:`)] : []), titles.join(' · ')], margin: [0, 0, 0, 2] }));
  const profiles: Content[] = advice.profiles.length === 0 ? [] : [{ text: t('told.advice.profiles', { names: quoted(advice.profiles) }) }];
  return under(t(advice.state === 'ranked' ? 'told.advice.ranked' : 'told.advice'), { stack: groups }, small(t('told.advice.equals')), ...profiles);
}

function reviewWords({ signedAtMs, seal, chosen }: NonNullable<Statement['review']>): string {
  const said = t('told.review', { date: dayWords(signedAtMs), seal });
  return chosen.length === 0 ? said : `${said} ${t('told.review.chosen', { names: quoted(chosen) })}`;
}

function yearOf(year: PastYear): Content[] {
  const changes = (year.changes ?? []).flatMap(({ nearer, farther }) => [
    ...(nearer.length > 0 ? [t('told.nearer', { names: quoted(nearer) })] : []), ...(farther.length > 0 ? [t('told.farther', { names: quoted(farther) })] : [])]);
  const standing = [...(year.releasedAtMs === null ? [t('told.preliminary')] : []), ...(year.simulated === true ? [t('told.simulated')] : [])];
  const lines: Content[] = [...standing, ...year.sections.map((section): Node => ({ text: [bold(`${section.title}.`), sentenceOf(section)] })), ...changes];
  return under(t('told.earlier', { grade: year.grade, year: String(year.year) }), { text: t('told.answered', { date: dayWords(year.finishedAtMs) }), style: 'soft' }, { stack: lines });
}

function bold(text: string): Node {
  return { text: `${text} `, bold: true };
}
