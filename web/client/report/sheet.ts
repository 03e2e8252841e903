import type { OwnPlan, ProfessionView, Recommendation, SectionResult, StudentResult } from '../shared/net/studentResultWire';
import { dayWords } from '../shared/text/moment';
import { t } from '../shared/text/text';
import { groupsOf, hasList, insteadOf, isWide, nearestSectors, recommendationOf } from '../result/recommendation';
import { besideEachOther, inOrder, openingOf, sentenceFor, tiersOf, titledFor, type Placed } from '../result/sections';
import { stepsOf } from '../result/steps';
import { sayTo, type Audience, type Say } from '../result/voice';
import { isInterests, isIpsative, list, standsOut } from '../result/words';
import { bars, hexagon } from './charts';
import { accent, line, notice, section as under, small, sunWash, wash, width } from './look';
import type { Content, Node, Part } from './nodes';
import { signedPart } from './signed';

/** Whom a sheet is for, and what of this browser's own stands on it. */
export interface SheetWish {
  reader: Audience;
  /** Joined in this browser; the server knows no name. */
  name?: string | undefined;
  /** What the student marked as interesting; on a student's own sheet only. */
  mine?: readonly ProfessionView[];
}

/** So many examples of a sector on a parent's page. */
const fewNames = 3;

/** A result on paper: the student's page in two pages at most, three with a psychologist's words, a parent's in one, in the words of the page. */
export function sheetOf(result: StudentResult, { reader, name, mine = [] }: SheetWish): Part {
  const say = sayTo(reader);
  const isParent = reader === 'parent';
  // What was signed for the student is the student's own; a parent reads other words, by another key.
  const conclusion = isParent ? null : (result.conclusion ?? null);
  const sections = inOrder(result).map(({ role, section }) => ({ role, section: titledFor(reader, role, section) }));
  const opening = openingOf(sections);
  const recommendation = recommendationOf(result);
  const place = t('result.of', { school: result.schoolName, name: result.className, date: dayWords(result.finishedAtMs) });
  return {
    title: name ?? place,
    mostPages: isParent ? 1 : conclusion === null ? 2 : 3,
    running: name === undefined ? place : `${name} · ${place}`,
    content: [
      { text: t('brand'), style: 'brand' },
      { text: say('result.title'), style: 'title' },
      ...(name === undefined ? [] : [{ text: name, fontSize: 13, bold: true }]),
      { text: place, style: 'soft' },
      { text: opening === undefined ? say('result.nothing') : sentenceFor(opening.role, opening.section, say), style: 'sentence' },
      ...standing(result, sections, say),
      ...(conclusion === null ? [] : signedPart(conclusion, t('conclusion.title'))),
      ...sections.filter(({ role }) => role !== 'tasks').flatMap((placed) => sectionOf(placed, placed.section === opening?.section, isParent, say)),
      ...(isParent ? [] : tasksOf(sections, say)),
      ...(isParent || result.ownPlan == null ? [] : planOf(result.ownPlan, t('plan.title'))),
      ...asides(result, isParent, say),
      ...listOf(recommendation, isParent ? [] : mine, isParent ? fewNames : Infinity, say),
      ...(isParent ? [] : profilesOf(recommendation, say)),
      ...under(say('month.title'), { ol: stepsOf(isParent ? { ...result, ownPlan: null } : result, recommendation, isParent ? [] : mine, [], say) }),
      ...closing(isParent, say),
      traceOf(isParent ? [] : sections, recommendation),
    ],
  };
}

/** What the result is worth at this moment, before anything it says. */
function standing(result: StudentResult, sections: readonly Placed[], say: Say): Content[] {
  const released = result.releasedAtMs ?? null;
  const bold = (text: string): Node => ({ text: `${text} `, bold: true });
  const state: Content[] = released === null
    ? [bold(t('result.preliminary')), say('result.preliminaryMeans')]
    : [bold(t('result.final')), say('result.finalMeans', { date: dayWords(released) })];
  const pilot = sections.some(({ section }) => section.pilot) ? ['\n', bold(t('result.pilot')), say('result.pilotMeans')] : [];
  return [
    ...(result.simulated ? [notice({ text: t('result.simulated'), bold: true }, '#fbe4df')] : []),
    notice([...state, ...pilot], released === null ? sunWash : wash),
  ];
}

function sectionOf({ role, section }: Placed, heads: boolean, isParent: boolean, say: Say): Content[] {
  const sentence = heads ? [] : [sentenceFor(role, section, say)];
  // A parent's page has room for what a section comes to; the interests alone are drawn.
  if (isParent && role !== 'interests' && role !== 'plans') {
    return heads || (role !== 'values' && !standsOut(section)) ? [] : [{ text: [{ text: `${section.title}. `, bold: true }, ...sentence], margin: [0, 5, 0, 0] }];
  }
  if (role === 'values') return under(section.title || t('values.title'), [...sentence, tiers(section)]);
  if (role === 'plans') return under(section.title, readings(section, isParent));
  if (role === 'object') return under(section.title, sentence.length > 0 ? sentence : sentenceFor(role, section, say));
  const how = isIpsative(section) ? say('result.readIpsative') : say('result.readBars');
  const shape = isParent || !isInterests(section) ? null : hexagon(section, 138);
  const chart = shape === null
    ? bars(section, !isParent, width)
    : { columns: [{ width: '*' as const, stack: [bars(section, true, width - 150)] }, { width: 138, stack: [shape] }], columnGap: 12 };
  const spread = isIpsative(section) ? [] : [small(`${t('report.band')} — ${say('result.spread')}.`)];
  return under(section.title, [...sentence, small(how), chart, ...spread]);
}

/** How tasks went, beside each other and with their bands: what overlaps cannot be told apart, and no number is more precise than that. */
function tasksOf(sections: readonly Placed[], say: Say): Content[] {
  const tasks = sections.filter(({ role }) => role === 'tasks').map(({ section }) => section);
  if (tasks.length === 0) return [];
  return under(t('result.tasks'), [small(say('result.tasks.how')), bars(besideEachOther(tasks), false, width)]);
}

/** Three columns of equals; without tiers only what the questions were about. */
function tiers(section: SectionResult): Content {
  const found = tiersOf(section);
  if (found.length === 0) return small(`${t('values.alikeList')} ${section.scales.map(({ title }) => title).join(' · ')}`);
  return {
    margin: [0, 4, 0, 0],
    columnGap: 14,
    columns: found.map(({ tier, scales }) => ({
      width: '*' as const,
      stack: [
        { canvas: [{ type: 'rect' as const, x: 0, y: 0, w: (width - 28) / 3, h: tier === 'high' ? 3 : 1, color: tier === 'high' ? accent : line }], margin: [0, 0, 0, 3] as const },
        { text: t(`values.${tier}`), bold: true },
        { ul: scales.map(({ title }) => title) },
      ],
    })),
  };
}

function readings(section: SectionResult, isParent: boolean): Content {
  const reading = (scale: SectionResult['scales'][number]): string => {
    const own = (isParent ? scale.parentReading : scale.reading) ?? '';
    return own !== '' ? own : scale.score === null || isParent ? t('plans.few') : scale.meaning;
  };
  return { ul: section.scales.map((scale) => ({ text: [{ text: `${scale.title}. `, bold: true }, reading(scale)] })) };
}

/** The student's own choices, in the words of the options. */
export function planOf(plan: OwnPlan, title: string): Content[] {
  const lines: [string, string][] = [
    [t('plan.goal'), plan.goal ?? ''], [t('plan.steps'), plan.steps.join('; ')], [t('plan.by'), plan.by ?? ''], [t('plan.help'), plan.help.join('; ')]];
  const said = lines.filter(([, text]) => text !== '');
  // The wish to talk is between the student and the psychologist: paper lies about.
  return said.length === 0 ? [] : under(title, { ul: said.map(([what, text]) => ({ text: [{ text: `${what}: `, bold: true }, text] })) });
}

function asides({ withheld = [], leftOut = [], reliability }: StudentResult, isParent: boolean, say: Say): Content[] {
  const quoted = (titles: readonly string[]): string => list(titles.map((title) => `«${title}»`));
  return [
    ...(withheld.length === 0 ? [] : [small(t('result.withheld', { titles: quoted(withheld) }))]),
    ...leftOut.map(({ text }) => small(text)),
    ...(reliability == null || (isParent && !reliability.interestsInDoubt && reliability.lateSections.length === 0) ? [] : under(t('result.reliability'), [
      reliability.interestsInDoubt ? say('result.reliability.doubt') : t('result.reliability.ok'),
      ...(reliability.lateSections.length === 0 ? [] : [say('result.reliability.late', { titles: quoted(reliability.lateSections) })]),
    ])),
  ];
}

function listOf(recommendation: Recommendation | null, mine: readonly ProfessionView[], most: number, say: Say): Content[] {
  const instead = insteadOf(recommendation?.state ?? null);
  if (recommendation === null || !hasList(recommendation)) return under(t('list.title'), [say(instead.text), say(instead.next)]);
  const groups = groupsOf(recommendation);
  const wide = isWide(recommendation);
  const first = groups.filter(({ level }) => level === groups[0]!.level);
  const second = groups.filter(({ level }) => level === 2 && !first.some((one) => one.level === 2));
  const names = (one: (typeof groups)[number]): string => one.professions.slice(0, most).map(({ title }) => title).join(' · ');
  const isBands = recommendation.state === 'ranked';
  return under(
    t('list.title'),
    [say('list.lead'), ...(wide ? [t('report.wide', { n: nearestSectors(recommendation) })] : [])],
    ...(mine.length === 0 ? [] : [{ text: [{ text: `${t('mine.title')}: `, bold: true }, mine.map(({ title }) => title).join(' · ')], margin: [0, 5, 0, 2] as const }]),
    { text: say(isBands ? 'list.band.1' : 'list.tier.1'), bold: true, margin: [0, 5, 0, 2] },
    wide ? first.map(({ title }) => title).join(' · ') : isBands ? first.map(names).join(' · ')
      : { ul: first.map((one) => ({ text: [{ text: `${one.title}: `, bold: true }, names(one)] })) },
    ...(second.length === 0 ? [] : [
      {
        text: [{ text: `${t(isBands ? 'list.band.2' : 'list.tier.2')}: `, bold: true }, isBands ? second.map(names).join(' · ') : second.map(({ title }) => title).join(' · ')],
        margin: [0, 5, 0, 2] as const,
      },
    ]),
  );
}

function profilesOf(recommendation: Recommendation | null, say: Say): Content[] {
  if (recommendation === null || recommendation.profiles.length === 0) return [];
  return under(t('profiles.title'), [small(say('profiles.lead')), { ul: recommendation.profiles.map(({ title, description }) => ({ text: [{ text: `${title}. `, bold: true }, description] })) }]);
}

/** What it does not mean, and beside it for a parent how to talk of it. */
function closing(isParent: boolean, say: Say): Content[] {
  const not = under(t('result.not.title'), { ul: [say('result.not.1'), say('result.not.2'), say('result.not.3')] });
  const talk = under(t('talk.title'), { ul: [t('talk.1'), t('talk.2'), t('talk.3')] });
  return isParent ? [{ columns: [{ width: '*', stack: not }, { width: '*', stack: talk }], columnGap: 18 }] : not;
}

/** What it was computed by, short: the whole of it stands on the page. A parent's sheet has the rule and the fingerprint only. */
function traceOf(sections: readonly Placed[], recommendation: Recommendation | null): Node {
  const methods = sections.map(({ section }) => `${section.instrumentId} ${section.instrumentVersion}`).join(', ');
  const rule = recommendation === null || recommendation.resultHash === ''
    ? []
    : [t('report.rule', { rule: recommendation.ruleVersion, atlas: recommendation.atlas.title, version: recommendation.atlas.version, hash: recommendation.resultHash.slice(0, 8) })];
  return { text: [...(methods === '' ? [] : [t('report.methods', { methods })]), ...rule].join(' '), style: 'foot', margin: [0, 10, 0, 0] };
}
