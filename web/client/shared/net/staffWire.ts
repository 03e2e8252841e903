export type StaffRole = 'teacher' | 'psychologist' | 'coordinator' | 'municipality' | 'region' | 'methodologist' | 'operator';
export type PlaceKind = 'server' | 'region' | 'municipality' | 'school';
export type SignInStage = 'codeDue' | 'factorDue' | 'complete';
export type StaffAct =
  | 'keepSchools'
  | 'keepClasses'
  | 'printCards'
  | 'runLesson'
  | 'holdSittings'
  | 'readNames'
  | 'keepNames'
  | 'linkYears'
  | 'keepConsent'
  | 'readResults'
  | 'readShares'
  | 'readFigures'
  | 'enterFigures'
  | 'importDemand'
  | 'writeReport'
  | 'publishSummary'
  | 'leadDay'
  | 'releaseResults'
  | 'readAddressed'
  | 'erase'
  | 'keepStaff'
  | 'readAudit'
  | 'readPreparation'
  | 'confirmResponsible'
  | 'keepCampaign'
  | 'keepContent'
  | 'keepServer';

/** What proves the owner of an account once more; `none` where nothing here could. */
export type OwnerProof = 'none' | 'password' | 'code';

export interface StaffPlace {
  kind: PlaceKind;
  id: string;
  /** Empty for the whole server. */
  title: string;
}

export interface StaffMe {
  id: string;
  login: string;
  name: string;
  role: StaffRole;
  place: StaffPlace;
  stage: SignInStage;
  /** Empty until the sign-in is complete. */
  acts: StaffAct[];
  invites: StaffRole[];
  hasFactor: boolean;
  needsFactor: boolean;
  demo: boolean;
  /** What a change of second factor or linked identity asks for besides. */
  proof: OwnerProof;
  /** Goes with every change, as the header X-Staff. */
  word: string;
}

export interface Factor {
  secret: string;
  uri: string;
  /** A row a text, 1 for dark, the quiet margin included. */
  qr: string[];
  /** Comes back with the first code. */
  kept: string;
}

export interface Invited {
  role: StaffRole;
  place: StaffPlace;
  /** A new password for somebody who has an account. */
  reset: boolean;
}

/** The operator's sign-in provider. */
export interface ExternalOffer {
  /** What the button says; null when there is none. */
  name: string | null;
  /** Whether whoever is signed in has a link. */
  linked: boolean;
}

export interface ExternalWay {
  url: string;
}

export interface ExternalDone {
  done: 'enter' | 'made' | 'linked';
}

export interface Person {
  id: string;
  login: string;
  name: string;
  role: StaffRole;
  place: StaffPlace;
  disabled: boolean;
  hasFactor: boolean;
  self: boolean;
  mayHelp: boolean;
}

export interface OpenInvitation {
  id: string;
  role: StaffRole;
  place: StaffPlace;
  expiresAtMs: number;
  reset: boolean;
}

export interface People {
  people: Person[];
  invitations: OpenInvitation[];
}

export interface LogEntry {
  number: number;
  atMs: number;
  /** An account, or one of "system", "console", "code", "parent", "pin". */
  actor: string;
  actorName: string | null;
  act: string;
  objectKind: string;
  /** Null once the object was erased. */
  objectId: string | null;
  /** The name people know the object by; empty where it has none. */
  objectTitle: string;
  detail: string;
}

export interface StaffSession {
  id: string;
  createdAtMs: number;
  seenAtMs: number;
  /** The browser's own words about itself. */
  agent: string;
  current: boolean;
}

/** Where a code leads, before anything is done with what is held on it. */
export interface HeldLook {
  schoolName: string;
  className: string;
  seat: number;
  state: string;
  answers: number;
  /** Somebody refused or withdrew: the data leave only as the answer to a request for access. */
  declined: boolean;
}
