// What the doors of the staff say of results, campaigns and access.
import type { StudentResult } from './studentResultWire';
import type { LogEntry, PlaceKind, StaffAct, StaffRole } from './staffWire';

export interface SchoolReleases {
  id: string;
  name: string;
  municipality: string;
  finished: number;
  released: number;
}

export interface ClassReleases {
  id: string;
  /** Of the campaign. */
  year: number;
  grade: number;
  letter: string;
  seats: number;
  finished: number;
  released: number;
}

/** `replaced` is the server's own: what was signed later took its place. */
export type WithdrawalReason = 'otherStudent' | 'unreliable' | 'asked' | 'mistake' | 'replaced';
export type SeatResultState = 'unfinished' | 'closed' | 'preliminary' | 'released';

export interface SeatRelease {
  seat: number;
  spare: boolean;
  state: SeatResultState;
  finishedAtMs: number | null;
  releasedAtMs: number | null;
  /** The answers on interests do not go together, or came too fast. */
  inDoubt: boolean;
  /** Sections of tasks in which answers came after the limit. */
  lateSections: number;
  wantsTalk: boolean;
  /** The last withdrawal. */
  withdrawn: { atMs: number; reason: WithdrawalReason } | null;
}

export interface ClassSeats {
  id: string;
  schoolId: string;
  schoolName: string;
  grade: number;
  letter: string;
  /** Seats nobody has entered. */
  empty: number;
  seats: SeatRelease[];
}

/** What a seat's student is shown, for paper: without the student's own plan. */
export interface SeatSheet {
  seat: number;
  result: StudentResult;
}

/** So many seats by number come at once: engine/Results/SheetDesk. */
export const sheetsAtOnce = 10;

/** Told once. */
export interface NewKey {
  key: string;
  /** A row a text, 1 for dark, the quiet margin included. */
  qr: string[];
}

/** The key of a parent's text. */
export interface ParentKeyCard {
  seat: number;
  key: string;
  /** Of the address with the key, a row a text, 1 for dark. */
  qr: string[];
}

export interface CampaignSettings {
  opensAtMs: number;
  /** The first moment after the window. */
  closesAtMs: number;
  interests: boolean;
  values: boolean;
  nextSteps: boolean;
  aptitudes: boolean;
  keepYears: number;
  parentsDecide: number[];
  /** The organisation whose data they are, as parents read it; empty until it is set, as is its address. */
  operatorName: string;
  operatorAddress: string;
}

export interface Campaign {
  id: string;
  regionId: string;
  regionName: string;
  year: number;
  settings: CampaignSettings;
  /** Goes back with a change. */
  stamp: string;
  eraseFromMs: number;
}

/** What a change would do. */
export interface CampaignEffect {
  eraseFromMs: number;
  due: number;
  preliminary: number;
  solutionsOpen: boolean | null;
  notStarted: number;
}

/** What opening the next campaign means. */
export interface NextCampaign {
  newestYear: number;
  year: number;
  opensAtMs: number;
  closesAtMs: number;
  /** Classes that stay in the newest. */
  classes: number;
  /** Of these with a lesson going on now. */
  running: number;
}

export interface AccessPerson {
  id: string;
  login: string;
  name: string;
  role: StaffRole;
  placeKind: PlaceKind;
  placeTitle: string;
  sinceMs: number;
  signedInAtMs: number | null;
  hasSecondFactor: boolean;
  disabled: boolean;
  acts: StaffAct[];
}

export interface AccessDeeds {
  actor: string;
  actorName: string | null;
  role: StaffRole | null;
  act: string;
  count: number;
}

export interface AccessReport {
  schoolName: string;
  fromMs: number;
  toMs: number;
  people: AccessPerson[];
  deeds: AccessDeeds[];
  lines: LogEntry[];
  /** Where the next lines begin. */
  before: number | null;
}
