/** What the board of the day says; the server's `DayView`. */
export interface DayCount {
  classes: number;
  on: number;
  over: number;
  expected: number;
  joined: number;
  finished: number;
  expectedNow: number;
  joinedNow: number;
  waiting: number;
  answering: number;
  lost: number;
  finishedNow: number;
  unsent: number;
}

export interface DayMunicipality {
  id: string;
  name: string;
  count: DayCount;
  troubles: number;
}

export interface DaySchool extends DayMunicipality {
  municipalityId: string;
}

export type TroubleKind = 'serverSilent' | 'serverUnlike' | 'linksLost' | 'unsentGrow' | 'nobodyAnswers';

export interface DayTrouble {
  kind: TroubleKind;
  place: { schoolId: string; schoolName: string; municipalityId: string; municipalityName: string } | null;
  className: string | null;
  server: string | null;
  number: number;
  of: number;
  sinceMs: number;
}

export interface DayMinute {
  minute: number;
  joined: number;
  finished: number;
  answering: number;
  lost: number;
}

export interface NodeLoad {
  answersPerSecond: number;
  waiting: number;
  writerShare: number;
  processorShare: number;
  isStarved: boolean;
  isStoreLost: boolean;
  queue: number;
  entriesPerSecond: number;
}

export interface EntryRate {
  perSecond: number;
  usual: number;
  least: number;
  most: number;
  waiting: number;
}

export interface DayServer {
  name: string;
  isHeard: boolean;
  load: NodeLoad;
  /** What it runs; null with an older one that does not say. */
  about: { version: string; schema: string; content: string; keys: string; startedMs: number; isDraining: boolean } | null;
}

export interface DayView {
  revision: string;
  isWhole: boolean;
  atMs: number;
  placeName: string;
  total: DayCount;
  municipalities: DayMunicipality[];
  /** All of them, or those that changed since the revision that was named. */
  schools: DaySchool[];
  troubles: DayTrouble[];
  trend: DayMinute[];
  servers: DayServer[];
  /** Students at work now on the whole server, beside those a kept rehearsal stands for; null where none tells. */
  rehearsed: { answering: number; students: number; atMs: number } | null;
}

export interface DayClass {
  id: string;
  name: string;
  lesson: 'lobby' | 'running' | 'paused' | 'ended';
  isOn: boolean;
  count: DayCount;
}

export interface DaySchoolView {
  id: string;
  atMs: number;
  classes: DayClass[];
}

/** Words to schools as whoever sent them sees them; the server's `SentMessage`. */
export interface SentMessage {
  id: string;
  kind: 'region' | 'municipality' | 'school';
  placeId: string;
  words: string;
  sentAtMs: number;
  endsAtMs: number;
  isOpen: boolean;
  /** It was sent from the reader's place or from below it. */
  canEnd: boolean;
  schools: number;
  readBy: string[];
}

/** What became of a step in one portion of classes; the server's `StepPortion`. */
export interface StepPortion {
  done: number;
  missed: { schoolName: string; className: string }[];
  next: string | null;
}
