import type { Component } from 'svelte';
import type { GuideName } from '../guide/names';
import type { StaffAct, StaffMe } from '../shared/net/staffWire';
import { figuresTexts } from '../shared/text/figures';
import { indicatorsTexts } from '../shared/text/indicators';
import { addTexts, type TextKey } from '../shared/text/text';
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

/** In the order of the year: before, on the day, in the evening, afterwards. The titles stand in the region's own texts, all else of a page in its own. */
export const regionPages: readonly RegionPage[] = [
  {
    view: 'norms',
    acts: ['readFigures'],
    title: 'region.norms',
    text: 'region.norms.text',
    help: ['region.norms.help.1', 'region.norms.help.2'],
    guide: 'methodologist',
    load: async () => {
      await addTexts(figuresTexts);
      return (await import('./figures/NormsPage.svelte')).default;
    },
  },
  {
    view: 'items',
    acts: ['readFigures'],
    title: 'region.items',
    text: 'region.items.text',
    help: ['region.items.help.1', 'region.items.help.2'],
    guide: 'methodologist',
    load: async () => {
      await addTexts(figuresTexts);
      return (await import('./figures/ItemsPage.svelte')).default;
    view: 'import',
    acts: ['keepSchools'],
    title: 'region.import.title',
    text: 'region.import.text',
    help: ['region.import.help.1', 'region.import.help.2', 'region.import.help.3'],
      const [page, { rosterTexts }] = await Promise.all([import('./import/ImportPage.svelte'), import('../shared/text/roster')]);
      await addTexts(rosterTexts);
    view: 'day',
    title: 'region.day.title',
    text: 'region.day.text',
    help: ['day.help.1', 'day.help.2', 'day.help.3', 'day.help.4'],
    guide: 'region',
      const [page, { dayTexts }] = await Promise.all([import('./day/DayPage.svelte'), import('../shared/text/day')]);
      await addTexts(dayTexts);
      return page.default;
    },
  },
  {
    view: 'indicators',
    acts: ['readFigures'],
    title: 'region.indicators',
    text: 'region.indicators.text',
    help: ['region.indicators.help.1', 'region.indicators.help.2'],
    guide: 'region',
    load: async () => {
      await addTexts(indicatorsTexts);
      return (await import('./indicators/IndicatorsPage.svelte')).default;
    },
  },
];

export function pagesOf(me: StaffMe, pages: readonly RegionPage[] = regionPages): RegionPage[] {
  return pages.filter((page) => page.acts.some((act) => me.acts.includes(act)));
}
