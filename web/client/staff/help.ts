import type { GuideName } from '../guide/names';
import type { StaffMe } from '../shared/net/staffWire';
import type { TextKey } from '../shared/text/text';
import type { StaffView } from './address';
import type { StaffStage } from './staff.svelte';

const ofView: Record<StaffView, TextKey[]> = {
  home: ['help.home.1', 'help.home.2', 'help.home.3'],
  people: ['help.people.1', 'help.people.2', 'help.people.3'],
  journal: ['help.journal.1', 'help.journal.3', 'help.journal.2'],
  held: ['help.held.1', 'help.held.2', 'help.held.3'],
  names: ['help.names.1', 'help.names.2', 'help.names.3', 'help.names.4'],
  consent: ['help.consent.1', 'help.consent.2', 'help.consent.3', 'help.consent.4', 'help.consent.5'],
  account: ['help.account.1', 'help.account.2', 'help.account.3'],
  results: ['help.results.1', 'help.results.2', 'help.results.3', 'help.results.4', 'help.results.5', 'help.results.6', 'help.results.7', 'help.results.8'],
  campaign: ['help.campaign.1', 'help.campaign.2', 'help.campaign.3', 'help.campaign.4'],
  duties: ['help.duties.1'],
  access: ['help.access.1', 'help.access.2'],
  makeup: ['help.makeup.1', 'help.makeup.2', 'help.makeup.3'],
  readiness: ['help.readiness.1', 'help.readiness.2', 'help.readiness.3'],
  addressed: ['help.addressed.1', 'help.addressed.2'],
  sittings: ['help.sittings.1', 'help.sittings.2', 'help.sittings.3', 'help.sittings.4'],
  summary: ['help.summary.1', 'help.summary.2'],
  paper: ['help.paper.1', 'help.paper.2', 'help.paper.3', 'help.paper.4'],
};

/** What the help of a screen says. */
export function helpOf(stage: StaffStage, view: StaffView): TextKey[] {
  switch (stage) {
    case 'invited':
      return ['help.invited.1', 'help.invited.2'];
    case 'code':
      return ['help.code.1', 'help.code.2'];
    case 'factor':
      return ['help.factor.1', 'help.factor.2'];
    case 'codes':
      return ['help.codes.1', 'help.codes.2'];
    case 'open':
      return ofView[view];
    case 'loading':
    case 'offline':
    case 'leaving':
    case 'enter':
      return ['help.enter.1', 'help.enter.2', 'help.enter.3'];
  }
}

/** The guide of whoever is signed in. */
export function guideOf(me: StaffMe | null): GuideName | undefined {
  return me === null ? undefined : me.role === 'municipality' ? 'coordinator' : me.role;
}
