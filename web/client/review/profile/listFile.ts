import { groupsOf, hasList, insteadOf, recommendationOf } from '../../result/recommendation';
import { sayTo } from '../../result/voice';
import { section as under, small } from '../../report/look';
import type { Content, Node } from '../../report/nodes';
import type { ProfessionView, Pull, Recommendation, StudentResult } from '../../shared/net/studentResultWire';
import { currentLanguage, t } from '../../shared/text/text';
import { levelTitle } from './words';

const say = sayTo('colleague');

/** What was suggested, and of each profession where it comes from: a row each instead of a fold each. */
export function listParts(result: StudentResult): Content[] {
  const recommendation = recommendationOf(result);
  if (recommendation === null || !hasList(recommendation)) return under(t('protocol.list'), say(insteadOf(recommendation?.state ?? null).text));
  const groups = groupsOf(recommendation);
  return [
    ...under(t('protocol.list'), small(t('protocol.file.pulls'))),
    ...[...new Set(groups.map(({ level }) => level))].flatMap((level): Content[] => [
      { text: levelTitle(level, recommendation.state === 'ranked', say), bold: true, margin: [0, 6, 0, 2] },
      professionTable(groups.filter((group) => group.level === level).flatMap(({ title, professions }) => [...(title === '' ? [] : [sectorRow(title)]), ...professions.map(professionRow)])),
    ]),
    ...(recommendation.otherSectors.length === 0 ? [] : [small(t('protocol.list.others', { names: recommendation.otherSectors.join(', ') }))]),
    ...(recommendation.profiles.length === 0 ? [] : [small(t('protocol.list.profiles', { names: recommendation.profiles.map(({ title }) => title).join(', ') }))]),
    ...answersOf(recommendation),
  ];
}

const quiet = (text: string): Node => ({ text, fontSize: 8 });

function professionTable(rows: readonly (readonly Content[])[]): Node {
  const head = [t('protocol.file.profession'), t('why.towards'), t('why.away'), t('protocol.file.more'), t('protocol.file.change')].map((text): Content => ({ text, bold: true, fontSize: 8 }));
  return { layout: 'ruled', table: { headerRows: 1, keepWithHeaderRows: 2, dontBreakRows: true, widths: [130, 62, 62, '*', 72], body: [head, ...rows] } };
}

function sectorRow(title: string): Content[] {
  return [{ text: title, bold: true, colSpan: 5, margin: [0, 3, 0, 0] }, '', '', '', ''];
}

function professionRow(one: ProfessionView): Content[] {
  const pulled = (wanted: Pull): string =>
    one.pulls.filter(({ pull }) => pull === wanted).map(({ scale, occupation }) => `${scale} ${(Math.round(occupation * 10) / 10).toLocaleString(currentLanguage())}`).join(', ');
  const more = [
    ...(one.valuesFor.length > 0 ? [say('card.valuesFor', { titles: one.valuesFor.join(', ') })] : []),
    ...(one.objectFits ? [say('card.objectFits')] : []),
    ...(one.aptitudesFor.length > 0 ? [say('card.aptitudesFor', { titles: one.aptitudesFor.join(', ') })] : []),
    ...(one.valuesAgainst.length > 0 ? [say('card.valuesAgainst', { titles: one.valuesAgainst.join(', ') })] : []),
  ];
  const change = one.change.map(({ scale, direction }) => t(`protocol.file.${direction}`, { sphere: scale }));
  return [one.title, quiet(pulled('towards')), quiet(pulled('away')), quiet(more.join(' ')), quiet(change.join(', '))];
}

/** The answers a list rests on, once for all of its professions. */
function answersOf({ scales }: Recommendation): Content[] {
  const telling = scales.filter(({ answers }) => answers.length > 0);
  return telling.length === 0 ? [] : under(
    t('why.answers'),
    ...telling.map(({ id, title, answers }): Content => ({ text: [{ text: `${id} · ${title}. `, bold: true }, answers.map(({ text, answer }) => `${text}: ${answer}`).join('; ')], fontSize: 8.25, margin: [0, 2, 0, 0] })) as [Content, ...Content[]],
  );
}
