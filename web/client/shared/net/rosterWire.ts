/** What a column says; the names are the server's. */
export const rosterFields = ['none', 'municipality', 'schoolCode', 'schoolName', 'settlement', 'class', 'grade', 'letter', 'sex', 'accommodation', 'variant', 'students'] as const;
export type RosterField = (typeof rosterFields)[number];
export type PersonalKind = 'name' | 'birthDate' | 'insurance' | 'document' | 'phone' | 'mail' | 'address' | 'diagnosis';
export type Settlement = 'city' | 'village';

export interface RosterHeading {
  heading: string;
  guess: RosterField;
  samples: string[];
}

export interface RosterFile {
  /** Null when columns are said of persons: then the server kept nothing. */
  work: string | null;
  found: {
    format: 'csv' | 'workbook' | 'oneRoster';
    manner: string;
    rows: number;
    columns: RosterHeading[];
    personal: { heading: string; kind: PersonalKind; byHeading: boolean }[];
  };
  remembered: { fields: RosterField[]; settlement: Settlement } | null;
  /** One municipality is meant, whatever the file says. */
  isBound: boolean;
}

export const rosterFaultKinds = [
  'cellCount', 'longCell', 'noMunicipality', 'foreignMunicipality', 'noSchool', 'schoolUnknown', 'schoolMixed', 'settlement', 'noClass', 'class', 'noBattery', 'sex', 'accommodation', 'variant',
  'variantMixed', 'students', 'tooMany', 'repeated',
] as const;
export type RosterFaultKind = (typeof rosterFaultKinds)[number];

export interface RosterFault {
  line: number;
  kind: RosterFaultKind;
  column: string;
  text: string;
}

export type RosterChange = 'new' | 'changed' | 'unchanged' | 'held';

export interface RosterClassLine {
  name: string;
  line: number;
  change: RosterChange;
  before: number;
  after: number;
  told: number;
  held: 'begun' | 'form' | 'listed' | 'faulty' | 'noBattery' | null;
  /** Somebody came in already, whether or not the file says anything new of it. */
  isBegun: boolean;
}

export interface RosterSchoolLine {
  municipality: string;
  name: string;
  code: string;
  isNew: boolean;
  isNewMunicipality: boolean;
  isTold: boolean;
  notMentioned: number;
  classes: RosterClassLine[];
}

export interface RosterPlan {
  rows: number;
  new: number;
  changed: number;
  unchanged: number;
  held: number;
  notMentioned: number;
  schoolsNotMentioned: number;
  students: number;
  faultCount: number;
  faults: RosterFault[];
  schools: RosterSchoolLine[];
}

export interface RosterProgress {
  stage: 'read' | 'planned' | 'writing' | 'done' | 'stopped';
  share: number;
  done: { made: number; changed: number; seats: number } | null;
}
