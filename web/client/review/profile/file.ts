import { byTitle, inOrder, sentenceFor, tiersOf, type Placed } from '../../result/sections';
import { sayTo } from '../../result/voice';
import { bars } from '../../report/charts';
import { notice, section as under, small, wash, width } from '../../report/look';
import type { Content, Node, Part } from '../../report/nodes';
import { planOf } from '../../report/sheet';
import { signedPart } from '../../report/signed';
import type { AnswerPath, ProtocolFlags, ProtocolView, TaskSection, TaskState, TiedSession } from '../../shared/net/protocolWire';
import type { QueueClass } from '../../shared/net/reviewWire';
import type { SectionResult } from '../../shared/net/studentResultWire';
import { momentWords } from '../../shared/text/moment';
import { t } from '../../shared/text/text';
import { sentenceOf } from '../words';
import { besideParts, type Beside } from './besideFile';
import { besideYear } from './besideYear';
import { listParts } from './listFile';
import { normParts } from './normFile';
import { bySection, isPause, secondsOf } from './path';
import { doubtsOf, flagWords, verdictOf } from './trust';
import { takenWords, taskCounts, titleOf } from './words';

/** What of this page's own stands in the file. */
export interface ProfileWish {
  /** Joined in this browser. */
  name?: string | undefined;
  /** How it was answered: in the file only where it was opened, which is written down by itself. */
  path: AnswerPath | null;
  /** Whose rates say which reasons tell nobody apart. */
  room?: QueueClass | undefined;
  /** What others answered, as far as the page has read it. */
  beside?: Beside | undefined;
}

const alarm = '#fbe4df';
const shortHash = 8;
const say = sayTo('colleague');
const heading = (text: string): Node => ({ text, bold: true, margin: [0, 5, 0, 1] });

/** Everything a profile page says of one student but the decision, unfolded, for whoever reads profiles. */
export function profilePart(view: ProtocolView, { name, path, room, beside }: ProfileWish): Part {
  const { result, talk } = view;
  const who = name ?? t('report.seat', { n: view.seat });
  const released = result.releasedAtMs ?? null;
  const taskIds = view.tasks.map(({ instrumentId }) => instrumentId);
  const sections = inOrder(result).filter(({ section }) => !taskIds.includes(section.instrumentId));
  return {
    title: who,
    running: `${who} · ${result.className} · ${t('protocol.file.running')}`,
    content: [
      { text: t('brand'), style: 'brand' },
      { text: t('protocol.title'), style: 'title' },
      { text: who, fontSize: 13, bold: true },
      { text: `${t('review.row', { class: result.className, seat: view.seat })} · ${result.schoolName} · ${t('review.finished', { date: momentWords(result.finishedAtMs) })}`, style: 'soft' },
      { text: takenWords(view.taken), style: 'soft' },
      notice({ text: t('protocol.file.only'), bold: true }, alarm),
      ...(result.simulated ? [notice({ text: t('protocol.simulated'), bold: true }, alarm)] : []),
      notice(released === null ? t('protocol.preliminary') : t('protocol.final', { date: momentWords(released) }), wash),
      ...(talk === null ? [] : [t('review.held.by', { date: momentWords(talk.atMs), by: talk.by })]),
      ...whyParts(view, room),
      ...trustParts(view.flags, view.tasks),
      ...normParts(view),
      ...sections.flatMap(sectionParts),
      ...(result.ownPlan == null ? [] : [...planOf(result.ownPlan, say('plan.title')), ...(result.ownPlan.wantsTalk ? [say('plan.talk')] : [])]),
      ...taskParts(view.tasks, result.sections),
      ...listParts(result),
      ...(result.conclusion == null ? [] : signedPart(result.conclusion, t('protocol.file.signed'))),
      ...(beside === undefined ? [] : besideParts(beside, result)),
      ...(path === null ? [] : pathParts(path)),
      ...otherParts(view),
      ...versionParts(view),
    ],
  };
}

function whyParts({ needs }: ProtocolView, room: QueueClass | undefined): Content[] {
  if (needs === null || needs.length === 0) return under(t('protocol.why'), t(needs === null ? 'protocol.why.waiting' : 'review.state.ordinary'));
  return under(t('protocol.why'), {
    ul: needs.map((need) => {
      const rate = room?.rates.find(({ reason, isUseless }) => reason === need.reason && isUseless);
      return { text: [{ text: `${t(`review.reason.${need.reason}`)}. `, bold: true }, sentenceOf(need), ...(rate === undefined ? [] : [` ${t('review.useless', { fired: rate.fired, of: rate.of })}`])] };
    }),
  });
}

function trustParts(flags: ProtocolFlags | null, tasks: readonly TaskSection[]): Content[] {
  const raised = (flags?.all ?? []).filter(({ state }) => state === 'raised');
  const others = (flags?.all ?? []).filter(({ state }) => state !== 'raised');
  return [
    ...under(t('protocol.trust'), t(verdictOf(flags))),
    ...(raised.length === 0 ? [] : [{ ul: raised.map((flag) => ({ text: [{ text: `${t(`protocol.kind.${flag.kind}`)}. `, bold: true }, flagWords(flag)] })) }]),
    ...(flags === null ? [] : [small(t('protocol.trust.answered', { n: flags.answered, of: flags.items })), { ul: others.map(flagWords), fontSize: 8.25 }, small(t('protocol.trust.origin'))]),
    ...doubtsOf(tasks),
  ];
}

function sectionParts({ role, section }: Placed): Content[] {
  const title = titleOf(role, section);
  const tiers = tiersOf(section);
  if (role !== 'values') return under(title, role === 'plans' ? t('protocol.plans.how') : sentenceFor(role, section, say), bars(section, true, width, role === 'plans'));
  if (tiers.length === 0) return under(title, sentenceFor(role, section, say));
  return under(
    title,
    { ul: tiers.map(({ tier, scales }) => ({ text: [{ text: `${t(`values.${tier}`)}: `, bold: true }, byTitle(scales).map((scale) => scale.title).join(' · ')] })) },
    small(t('protocol.values.how')),
  );
}

/** By section with its band, and within it by how hard its authors meant each task to be. */
function taskParts(tasks: readonly TaskSection[], sections: readonly SectionResult[]): Content[] {
  if (tasks.length === 0) return [];
  return [
    ...under(t('protocol.tasks'), small(t('protocol.tasks.how'))),
    ...tasks.flatMap((section): Content[] => {
      const scores = sections.find(({ instrumentId }) => instrumentId === section.instrumentId);
      const limit = section.seconds === null ? '' : ` · ${t('protocol.tasks.limit', { n: Math.round(section.seconds / 60) })}`;
      return [{ unbreakable: true, stack: [scores === undefined ? heading(section.title) : bars(scores, true, width), small(`${taskCounts(section)}${limit}`), levelTable(section)] }];
    }),
  ];
}

const states: readonly TaskState[] = ['right', 'wrong', 'omitted', 'notReached'];

function levelTable({ tasks }: TaskSection): Node {
  const levels = [...new Set(tasks.map(({ level }) => level))].sort((one, other) => (one ?? Infinity) - (other ?? Infinity));
  const quiet = (text: string): Node => ({ text, fontSize: 8 });
  return {
    layout: 'ruled',
    table: {
      headerRows: 1,
      widths: [110, 60, 60, 60, 60],
      body: [
        [quiet(t('protocol.file.level')), ...states.map((state) => quiet(t(`protocol.task.${state}`)))],
        ...levels.map((level) => [
          quiet(level === null ? t('protocol.file.level.none') : String(level)),
          ...states.map((state) => quiet(String(tasks.filter((task) => task.level === level && task.state === state).length || ''))),
        ]),
      ],
    },
  };
}

/** The usual time of each section, and whatever stands out of it. */
function pathParts(path: AnswerPath): Content[] {
  const sections = bySection(path);
  if (sections.length === 0) return under(t('protocol.path'), t('protocol.path.empty'));
  return [
    ...under(t('protocol.path'), small(t('protocol.path.how'))),
    ...sections.flatMap(({ title, questions, entries, medianMs, changes, skips, pauses }): Content[] => {
      const telling = entries.filter((entry) => entry.question !== null && (entry.act === 'changed' || entry.act === 'skipped' || isPause(entry)));
      return [
        heading(title),
        `${medianMs === null ? t('protocol.path.timeless') : t('protocol.path.median', { n: secondsOf(medianMs) })} ${t('protocol.path.counts', { changes, skips, pauses })}`,
        ...(telling.length === 0 ? [] : [{
          fontSize: 8.25,
          ul: telling.map((entry) => [
            `${entry.question! + 1}. ${questions[entry.question!] ?? ''}`,
            ...(entry.act === 'changed' || entry.act === 'skipped' ? [t(`protocol.act.${entry.act}`)] : []),
            ...(entry.tookMs === null ? [] : [t(isPause(entry) ? 'protocol.path.pause' : 'protocol.path.took', { n: secondsOf(entry.tookMs) })]),
            ...(entry.answer === null ? [] : [entry.answer]),
          ].join(' · ')),
        }]),
      ];
    }),
  ];
}

function otherParts({ others }: ProtocolView): Content[] {
  if (others.length === 0) return under(t('protocol.others'), t('protocol.others.none'));
  return [...under(t('protocol.others'), {
    ul: others.map(({ className, seat, isSitting, year, finishedAtMs, common }) => [
      t('review.row', { class: className, seat }), t(isSitting ? 'protocol.taken.sitting' : 'protocol.taken.lesson'), String(year), momentWords(finishedAtMs),
      common.length === 0 ? t('protocol.others.apart') : t('protocol.others.common', { list: common.map(({ title, items }) => `${title} (${items})`).join(', ') }),
    ].join(' · ')),
  }), ...others.flatMap(yearParts)];
}

/** Two years of one student on the items asked in both. */
function yearParts({ className, year, beside }: TiedSession): Content[] {
  if (beside.length === 0) return [];
  const when = t('protocol.beside.when', { class: className, year: String(year) });
  return [
    heading(t('protocol.beside', { when })),
    small(t('protocol.beside.means')),
    small(t('protocol.beside.noReliability')),
    ...beside.flatMap((section): Content[] => [
      { text: t('protocol.beside.section', { title: section.title, items: section.items }), margin: [0, 3, 0, 1] },
      { ul: section.scales.map((scale) => { const { words, change } = besideYear(section, scale, when); return [scale.title, words, ...(change === null ? [] : [change])].join(' · '); }), fontSize: 8.25 },
      ...(section.kind === 'ipsative' ? [small(t('protocol.beside.ipsative'))] : []),
    ]),
  ];
}

function versionParts({ versions, result }: ProtocolView): Content[] {
  const atlas = result.recommendation?.atlas;
  return [
    ...under(t('protocol.versions'), t('protocol.versions.rules', { rules: versions.rules, battery: versions.battery, version: versions.batteryVersion })),
    ...(atlas === undefined ? [] : [t('protocol.versions.list', { rule: result.recommendation?.ruleVersion ?? '', atlas: atlas.title, version: atlas.version })]),
    { ul: versions.instruments.map(({ id, version, form, hash }) => t('protocol.versions.instrument', { id, version, form, hash: hash.slice(0, shortHash) })), fontSize: 8.25 },
  ];
}
