import type { Component } from 'svelte';
import type { GuideName } from '../guide/names';
import type { StaffAct, StaffMe } from '../shared/net/staffWire';
import { addTexts, type MoreTexts, type TextKey } from '../shared/text/text';
import type { Region } from './region.svelte';

/** One page of the region: what it is called on the way to it, who may open it, and where it comes from with its own texts. */
export interface RegionPage {
  view: string;
  /** Whoever has one of these acts may open it. */
  acts: readonly StaffAct[];
  title: TextKey;
  text: TextKey;
  help: readonly TextKey[];
  guide?: GuideName;
  load: () => Promise<Component<RegionPageProps>>;
}

export interface RegionPageProps {
  region: Region;
  me: StaffMe;
  /** What the address holds after the page's name. */
  rest: readonly string[];
}

async function withTexts(page: Promise<{ default: Component<RegionPageProps> }>, ...texts: Promise<MoreTexts>[]): Promise<Component<RegionPageProps>> {
  await Promise.all(texts.map(async (more) => addTexts(await more)));
  return (await page).default;
}

const indicators = async (): Promise<MoreTexts> => (await import('../shared/text/indicators')).indicatorsTexts;
const entered = async (): Promise<MoreTexts> => (await import('../shared/text/entered')).enteredTexts;
const preparation = async (): Promise<MoreTexts> => (await import('../shared/text/preparation')).preparationTexts;

const figures = async (): Promise<MoreTexts> => (await import('../shared/text/figures')).figuresTexts;
const models = async (): Promise<MoreTexts> => (await import('../shared/text/models')).modelsTexts;

/** In the order of the year: before, on the day, in the evening, afterwards. The titles stand in the region's own texts, all else of a page in its own. */
export const regionPages: readonly RegionPage[] = [
  {
    view: 'import',
    acts: ['keepSchools'],
    title: 'region.import.title',
    text: 'region.import.text',
    help: ['region.import.help.1', 'region.import.help.2', 'region.import.help.3'],
    guide: 'region',
    load: () => withTexts(import('./import/ImportPage.svelte'), import('../shared/text/roster').then(({ rosterTexts }) => rosterTexts)),
  },
  {
    view: 'waves',
    acts: ['readFigures', 'keepCampaign'],
    title: 'region.waves',
    text: 'region.waves.text',
    help: ['region.waves.help.1', 'region.waves.help.2'],
    guide: 'region',
    load: () => withTexts(import('./preparation/WavesPage.svelte'), preparation()),
  },
  {
    view: 'bench',
    acts: ['keepContent'],
    title: 'region.bench',
    text: 'region.bench.text',
    help: ['region.bench.help.1', 'region.bench.help.2', 'region.bench.help.3'],
    guide: 'methodologist',
    load: () => withTexts(import('./bench/BenchPage.svelte'), import('../shared/text/bench').then(({ benchTexts }) => benchTexts)),
  },
  {
    view: 'content',
    acts: ['readFigures'],
    title: 'region.content',
    text: 'region.content.text',
    help: ['region.content.help.1', 'region.content.help.2'],
    guide: 'methodologist',
    load: () => withTexts(import('./content/ContentPage.svelte'), import('../shared/text/content').then(({ contentTexts }) => contentTexts)),
  },
  {
    view: 'readiness',
    acts: ['readPreparation'],
    title: 'region.readiness',
    text: 'region.readiness.text',
    help: ['region.readiness.help.1', 'region.readiness.help.2'],
    guide: 'region',
    load: () => withTexts(import('./preparation/ReadinessPage.svelte'), preparation()),
  },
  {
    view: 'day',
    acts: ['readFigures'],
    title: 'region.day.title',
    text: 'region.day.text',
    help: ['day.help.1', 'day.help.2', 'day.help.3', 'day.help.4'],
    guide: 'region',
    load: () => withTexts(import('./day/DayPage.svelte'), import('../shared/text/day').then(({ dayTexts }) => dayTexts)),
  },
  {
    view: 'server',
    acts: ['keepServer'],
    title: 'region.server',
    text: 'region.server.text',
    help: ['region.server.help.1', 'region.server.help.2', 'region.server.help.3'],
    guide: 'operator',
    load: () => withTexts(import('./server/ServerPage.svelte'), import('../shared/text/server').then(({ serverTexts }) => serverTexts)),
  },
  {
    view: 'norms',
    acts: ['readFigures'],
    title: 'region.norms',
    text: 'region.norms.text',
    help: ['region.norms.help.1', 'region.norms.help.2'],
    guide: 'methodologist',
    load: () => withTexts(import('./figures/NormsPage.svelte'), figures()),
  },
  {
    view: 'items',
    acts: ['readFigures'],
    title: 'region.items',
    text: 'region.items.text',
    help: ['region.items.help.1', 'region.items.help.2', 'region.items.help.3'],
    guide: 'methodologist',
    load: () => withTexts(import('./figures/ItemsPage.svelte'), figures(), models()),
  },
  {
    view: 'linking',
    acts: ['readFigures'],
    title: 'region.linking',
    text: 'region.linking.text',
    help: ['region.linking.help.1', 'region.linking.help.2'],
    guide: 'methodologist',
    load: () => withTexts(import('./linking/LinkingPage.svelte'), figures(), models()),
  },
  {
    view: 'entered',
    acts: ['enterFigures'],
    title: 'region.entered',
    text: 'region.entered.text',
    help: ['region.entered.help.1', 'region.entered.help.2'],
    guide: 'region',
    load: () => withTexts(import('./entered/EnteredPage.svelte'), entered()),
  },
  {
    view: 'indicators',
    acts: ['readFigures'],
    title: 'region.indicators',
    text: 'region.indicators.text',
    help: ['region.indicators.help.1', 'region.indicators.help.2'],
    guide: 'region',
    load: () => withTexts(import('./indicators/IndicatorsPage.svelte'), indicators()),
  },
  {
    view: 'demand',
    acts: ['readFigures'],
    title: 'region.demand',
    text: 'region.demand.text',
    help: ['region.demand.help.1', 'region.demand.help.2', 'region.demand.help.3'],
    guide: 'region',
    load: () => withTexts(import('./demand/DemandPage.svelte'), indicators(), entered(), import('../shared/text/demand').then(({ demandTexts }) => demandTexts)),
  },
  {
    view: 'exports',
    acts: ['keepContent'],
    title: 'region.exports',
    text: 'region.exports.text',
    help: ['region.exports.help.1', 'region.exports.help.2'],
    guide: 'researcher',
    load: () => withTexts(import('./exports/ExportsPage.svelte'), import('../shared/text/exports').then(({ exportsTexts }) => exportsTexts)),
  },
  {
    view: 'report',
    acts: ['readFigures'],
    title: 'region.report',
    text: 'region.report.text',
    help: ['region.report.help.1', 'region.report.help.2'],
    guide: 'region',
    load: () => withTexts(import('./report/ReportPage.svelte'), import('../shared/text/yearReport').then(({ yearReportTexts }) => yearReportTexts)),
  },
  {
    view: 'links',
    acts: ['readFigures'],
    title: 'region.links',
    text: 'region.links.text',
    help: ['region.links.help.1', 'region.links.help.2'],
    guide: 'region',
    load: () => withTexts(import('./links/LinksPage.svelte'), import('../shared/text/links').then(({ linksTexts }) => linksTexts)),
  },
];

export function pagesOf(me: StaffMe, pages: readonly RegionPage[] = regionPages): RegionPage[] {
  return pages.filter((page) => page.acts.some((act) => me.acts.includes(act)));
}
