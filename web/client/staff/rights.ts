import type { Person, PlaceKind, StaffMe, StaffPlace, StaffRole } from '../shared/net/staffWire';
import { holds, searchWords } from '../shared/text/search';
import type { StaffView } from './address';

/** The kinds of places a role is held at; the server decides, this only spares a refusal. */
const places: Record<StaffRole, readonly PlaceKind[]> = {
  teacher: ['school'],
  psychologist: ['school', 'municipality'],
  coordinator: ['school'],
  municipality: ['municipality'],
  region: ['region'],
  methodologist: ['region'],
  operator: ['server'],
};

export function fits(role: StaffRole, kind: PlaceKind): boolean {
  return places[role].includes(kind);
}

export function mayOpen(me: StaffMe, view: StaffView): boolean {
  if (view === 'people') return me.acts.includes('keepStaff');
  if (view === 'consent') return me.acts.includes('keepConsent');
  if (view === 'held') return me.acts.includes('erase');
  if (view === 'names') return me.acts.includes('readNames');
  if (view === 'results') return me.acts.includes('readResults');
  if (view === 'readiness' || view === 'makeup') return me.acts.includes('runLesson');
  if (view === 'campaign') return me.acts.includes('keepCampaign');
  if (view === 'addressed') return me.acts.includes('readAddressed');
  if (view === 'sittings') return me.acts.includes('holdSittings');
  if (view === 'summary') return me.acts.includes('publishSummary');
  if (view === 'paper') return me.acts.includes('runLesson');
  if (view === 'duties') return me.acts.includes('readAudit') || me.acts.includes('keepConsent');
  return view === 'journal' || view === 'access' ? me.acts.includes('readAudit') : true;
}

export interface PlaceGroup {
  /** The city or district the places lie in; empty where they lie in none. */
  title: string;
  places: StaffPlace[];
}

/** The places a role may be given at, schools under their city or district: many schools are called «Школа № 1». */
export function placesFor(role: StaffRole, all: readonly StaffPlace[]): PlaceGroup[] {
  const groups: PlaceGroup[] = [];
  let above = '';
  for (const place of all) {
    // The list comes as the tree is walked: a city or district, then its schools.
    if (place.kind === 'municipality') above = place.title;
    if (!fits(role, place.kind)) continue;
    const title = place.kind === 'school' ? above : '';
    const last = groups.at(-1);
    if (last?.title === title) last.places.push(place);
    else groups.push({ title, places: [place] });
  }
  return groups;
}

/** People whose name, login or place holds every word of the search, in the role if one is chosen. */
export function filterPeople(people: readonly Person[], search: string, role: StaffRole | ''): Person[] {
  const words = searchWords(search);
  return people.filter((one) => (role === '' || one.role === role) && holds(`${one.name} ${one.login} ${one.place.title}`, words));
}
