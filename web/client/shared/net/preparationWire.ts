export type PreparationStep = 'list' | 'cards' | 'devices' | 'consent' | 'responsible' | 'slots';
export type StepState = 'missing' | 'partly' | 'done' | 'notNeeded';

export interface PreparationCounts {
  classes: number;
  students: number;
  printed: number;
  checked: number;
  unready: number;
  parentsAsked: number;
  parentsDecided: number;
  persons: number;
  leads: number;
  placed: number;
  /** Classes whose sheet was printed before somebody joined. */
  outgrown: number;
  /** Classes with a time for some of their lessons and not for all. */
  halves: number;
}

export interface SchoolPreparation {
  id: string;
  name: string;
  municipalityId: string;
  municipalityName: string;
  counts: PreparationCounts;
  /** In the order of the steps. */
  states: readonly StepState[];
  isReady: boolean;
  firstAtMs: number | null;
}

export interface ClassPreparation {
  id: string;
  name: string;
  students: number;
  /** Outgrown: printed before somebody joined. */
  cards: 'none' | 'outgrown' | 'printed';
  isChecked: boolean;
  unready: number;
  /** Null where parents do not decide. */
  parents: { asked: number; decided: number } | null;
  /** How many its battery needs. */
  lessons: number;
  /** Of those that have one, in their order. */
  times: readonly ClassTime[];
}

export interface ClassTime {
  /** From 1. */
  lesson: number;
  waveId: string;
  wave: string;
  waveState: WaveState;
  startsAtMs: number;
  isByHand: boolean;
}

export interface SchoolReply {
  school: SchoolPreparation;
  classes: readonly ClassPreparation[];
}

export type ResponsibleRole = 'lead' | 'technician' | 'psychologist';

export interface ResponsiblePerson {
  id: string;
  schoolId: string;
  role: ResponsibleRole;
  name: string;
  contact: string;
  enteredBy: string;
  enteredAtMs: number;
  confirmedAtMs: number | null;
}

export type WaveState = 'open' | 'paused' | 'ended';

export interface SlotTime {
  /** Of the region, "2027-01-20". */
  day: string;
  startsAtMs: number;
  minutes: number;
}

export interface WaveSettings {
  name: string;
  capacity: number;
  source: 'rehearsal' | 'estimate';
  /** The kept report the number is from; null for the region's own. */
  report: string | null;
  atOnce: number;
  /** Empty for all. */
  grades: readonly number[];
  slots: readonly SlotTime[];
}

export interface Wave {
  id: string;
  state: WaveState;
  settings: WaveSettings;
  /** By slot. */
  fill: readonly { classes: number; students: number }[];
  /** What a rehearsal says of its shortest slot; null where none tells. */
  measured: { students: number; atMs: number } | null;
}

export type RunRefusal = 'failed' | 'noLesson' | 'tooShort' | 'tooSlow' | 'contradicted';

/** A report of a rehearsal, as the server keeps it. */
export interface KeptReport {
  id: string;
  origin: 'region' | 'operator' | 'run';
  /** Whoever reads it may take it away. */
  mayDrop: boolean;
  keptAtMs: number;
  facts: {
    address: string;
    startedAtMs: number;
    profile: 'lesson' | 'bell' | 'storm' | 'closed';
    classes: number;
    students: number;
    minutes: number;
    pace: number;
    rate: number;
    /** In the report's words; empty where the server holds. */
    reasons: readonly string[];
    limit: 'processor' | 'database' | 'memory' | 'collector' | 'network';
    used: number;
    lost: number | null;
    doubled: number | null;
    entered: number;
    finished: number;
    acknowledged: number;
    enterP99Ms: number;
    entriesPerSecond: number | null;
  };
  /** Why no capacity follows from it. */
  refusal: RunRefusal | null;
  /** Real students at once. */
  standsFor: number;
  /** Of these as many as a slot may hold. */
  spared: number;
  /** In so many seconds of each minute of a slot's length everybody comes in. */
  comingInSeconds: number;
}

export type ReportFlaw = 'tooLarge' | 'noReport' | 'missing' | 'kind' | 'range' | 'disagrees' | 'full';

/** What keeping a report came to. */
export interface KeptOutcome {
  id: string | null;
  fault: { field: string; flaw: ReportFlaw } | null;
}

export interface WavePage {
  year: number;
  opensAtMs: number;
  closesAtMs: number;
  classes: number;
  /** Of these with a lesson to come that has no slot. */
  waiting: number;
  waves: readonly Wave[];
}

/** What saving a wave came to: where `losing` is told nothing was written. */
export interface SavedWave {
  id: string | null;
  losing: { classes: number; byHand: number } | null;
}

export type UnplacedReason = 'noFirst' | 'noWave' | 'tooLong' | 'tooMany' | 'noDay' | 'full';

export interface PlanView {
  stamp: string;
  placed: number;
  moved: number;
  removed: number;
  byHand: number;
  unplaced: number;
  first: readonly { schoolId: string; schoolName: string; classId: string; className: string; lesson: number; why: UnplacedReason }[];
}
