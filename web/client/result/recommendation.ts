import type { DirectionView, ProfessionView, Pull, Recommendation, RecommendationState, SourceView, StudentResult } from '../shared/net/studentResultWire';
import type { TextKey } from '../shared/text/text';
import { regionOf } from './region';
import { byTitle } from './sections';

const states: readonly RecommendationState[] = ['families', 'ranked', 'flat', 'sameAnswers', 'tooFewAnswers', 'unclear'];

const pulls: readonly Pull[] = ['towards', 'away', 'neutral'];
const levels: readonly DirectionView['level'][] = ['workerTraining', 'collegeSpecialty', 'bachelor', 'specialist'];

/** Professions that stand together: the sector of a tier, or a band. */
export interface Group {
  id: string;
  /** The tier or the band. */
  level: number;
  kind: 'sector' | 'band';
  title: string;
  description: string;
  professions: ProfessionView[];
}

/** The recommendation with every list there, or null when the server sent none or a state this page does not know. */
export function recommendationOf(result: StudentResult): Recommendation | null {
  const sent = result.recommendation;
  const state = states.find((one) => one === sent?.state);
  if (sent === null || sent === undefined || state === undefined) return null;
  return {
    state,
    atlas: sent.atlas ?? { id: '', year: 0, version: '', title: '', note: '' },
    ruleVersion: sent.ruleVersion ?? '',
    resultHash: sent.resultHash ?? '',
    scales: (sent.scales ?? []).map((scale) => ({ ...scale, answers: scale.answers ?? [] })),
    tiers: sent.tiers ?? [],
    otherSectors: sent.otherSectors ?? [],
    bands: sent.bands ?? [],
    professions: (sent.professions ?? []).map(completed),
    directions: (sent.directions ?? []).map((one) => ({ ...one, subjects: one.subjects ?? [], exams: one.exams ?? [] })),
    profiles: (sent.profiles ?? []).map((one) => ({ ...one, samples: one.samples ?? [] })),
    sources: sent.sources ?? [],
    region: regionOf(sent.region),
  };
}

function completed(one: ProfessionView): ProfessionView {
  return {
    ...one,
    day: one.day ?? [], subjects: one.subjects ?? [], requirements: one.requirements ?? [], health: one.health ?? [],
    related: one.related ?? [], ways: one.ways ?? [], valuesFor: one.valuesFor ?? [], valuesAgainst: one.valuesAgainst ?? [],
    aptitudesFor: one.aptitudesFor ?? [],
    alike: one.alike ?? [], demand: one.demand === null || one.demand === undefined ? null : { ...one.demand, date: one.demand.date ?? '' },
    pulls: (one.pulls ?? []).map((each) => ({ ...each, pull: pulls.find((pull) => pull === each.pull) ?? 'neutral' })),
    change: (one.change ?? []).filter(({ direction }) => direction === 'higher' || direction === 'lower'),
    links: one.links ?? [], sources: one.sources ?? [],
  };
}

/** Whether there are professions to show; a list state without one is shown as no list. */
export function hasList(recommendation: Recommendation): boolean {
  return (recommendation.state === 'families' || recommendation.state === 'ranked') && groupsOf(recommendation).length > 0;
}

/** The groups in the order of the page: tiers or bands from the closest, equals by the alphabet. */
export function groupsOf(recommendation: Recommendation): Group[] {
  const known = new Map(recommendation.professions.map((one) => [one.code, one]));
  const find = (codes: readonly string[] | undefined): ProfessionView[] =>
    byTitle((codes ?? []).flatMap((code) => known.get(code) ?? []));
  const groups: Group[] =
    recommendation.state === 'ranked'
      ? recommendation.bands.map(({ band, professions }) => (
          { id: `band-${band}`, level: band, kind: 'band', title: '', description: '', professions: find(professions) }))
      : recommendation.tiers.flatMap(({ tier, sectors }) => byTitle(sectors).map((sector) => (
          { id: sector.id, level: tier, kind: 'sector' as const, title: sector.title, description: sector.description,
            professions: find(sector.professions) })));
  return groups.filter(({ professions }) => professions.length > 0).sort((a, b) => a.level - b.level);
}

/** With more equal sectors than this the answers tell few apart, and the page gives their names, the examples on unfolding. */
const mostOpenSectors = 6;

export function isWide(recommendation: Recommendation): boolean {
  return nearestSectors(recommendation) > mostOpenSectors;
}

export function nearestSectors(recommendation: Recommendation): number {
  return recommendation.state === 'families' ? groupsOf(recommendation).filter(({ level }) => level === 1).length : 0;
}

export function waysOf(recommendation: Recommendation, profession: ProfessionView): DirectionView[] {
  return profession.ways.flatMap((code) => recommendation.directions.find((one) => one.code === code) ?? []);
}

/** A direction's level as the key of its words; null for a level this page does not know. */
export function levelOf(way: DirectionView): TextKey | null {
  const level = levels.find((one) => one === way.level);
  return level === undefined ? null : `ways.level.${level}`;
}

export function sourcesOf(recommendation: Recommendation, profession: ProfessionView): SourceView[] {
  return recommendation.sources.filter(({ id }) => profession.sources.includes(id));
}

/** What is said in place of a list, and what to do next. */
export interface InsteadOfList {
  text: TextKey;
  next: TextKey;
}

export function insteadOf(state: RecommendationState | null): InsteadOfList {
  switch (state) {
    case 'flat': return { text: 'list.flat', next: 'list.flat.next' };
    case 'sameAnswers': return { text: 'list.same', next: 'list.same.next' };
    case 'tooFewAnswers': return { text: 'list.few', next: 'list.few.next' };
    case 'unclear': return { text: 'list.unclear', next: 'list.unclear.next' };
    case 'families':
    case 'ranked':
    case null: return { text: 'list.none', next: 'list.none.next' };
  }
}
