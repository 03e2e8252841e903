// The wire format of web/README.md and engine/Sessions/Wire.cs: short names, because 200,000 phones send them.

export type PutStatus = 'ok' | 'gap' | 'superseded' | 'invalid' | 'busy' | 'closed';
export type SessionState = 'issued' | 'inProgress' | 'paused' | 'finished' | 'expired';
export type LessonState = 'lobby' | 'running' | 'paused' | 'ended';
/** What stands between a student and the start on the parents' side. */
export type ParentWord = 'none' | 'awaited' | 'against';
export type SeatState = 'empty' | 'deciding' | 'refused' | 'parentAwaited' | 'parentRefused' | 'waiting' | 'answering' | 'linkLost' | 'left' | 'finished';

/** What a teacher holds one seat at, apart from its class. */
export type SeatHalt = 'paused' | 'ended';
export type SeatRun = 'running' | SeatHalt;

/**
 * One answer: item position, canonical text (empty when skipped), milliseconds since the session began.
 * Or the start of a step with a time limit: `q` is the number of items + the step's index, `v` is `sectionStart`.
 */
export interface AnswerEntry {
  q: number;
  v: string;
  d: number;
}

/** No answer of any format reads like this. */
export const sectionStart = 'start';

/** A begun step with a time limit: how much of its time has passed by the server's clock. */
export interface SectionElapsed {
  step: number;
  elapsedMs: number;
  /** How much longer than its limit it lasts, because a teacher added time. */
  givenMs?: number;
}

export interface HelloRequest {
  epoch: number | null;
  deviceId: string;
  lastAck: number;
  clientNowMs: number;
  /** Entries that wait on this device; for the teacher's board. */
  unsent?: number;
}

export interface HelloReply {
  status: PutStatus;
  epoch: number;
  hw: number;
  state: SessionState;
  run: LessonState;
  consent: boolean | null;
  serverNowMs: number;
  deadlineMs: number | null;
  answers: AnswerEntry[] | null;
  sections: SectionElapsed[];
  retryMs: number;
  parent?: ParentWord;
  /** How long sections with a time limit last for this student, in percent of the package's seconds; absent when as usual. */
  timePercent?: number;
  /** What the teacher said in the last minutes. */
  messages?: ToldMessage[];
  /** What comes next in sections whose tasks are chosen by the answers. */
  nx?: NextTask[];
}

/** The next task of a section whose tasks are chosen by the answers, as the server works it out from what it holds. */
export interface NextTask {
  /** Index of the step. */
  s: number;
  /** How many of its tasks were answered or passed by, as far as the server knows. */
  k: number;
  /** Position of the task in the battery; null at the end of the section. */
  q: number | null;
}

/** What a teacher can say, in the order it is offered in. */
export const lessonMessages = ['raiseHand', 'fiveMinutes', 'restEyes', 'ownCard', 'keepPage', 'noHurry', 'ownAnswers', 'maySkip', 'quiet', 'goOn'] as const;
export type LessonMessage = (typeof lessonMessages)[number];

export interface ToldMessage {
  /** Grows with every message of the class. */
  n: number;
  message: LessonMessage;
}

/** One card on the screen. */
export interface ShownCard {
  code: string;
  qr: string[];
}

/** The words of a consent page, by version. */
export interface ConsentText {
  version: string;
  title: string;
  points: string[];
  /** Stands in place of the third point where the lesson is spread over several. */
  sittings: string | null;
  sections: ConsentSection[] | null;
}

export interface ConsentSection {
  title: string;
  paragraphs: string[];
  /** Stand in place of the paragraphs where no operator of the data is set. */
  unnamed: string[] | null;
}

export interface PutRequest {
  e: number;
  n: number;
  a: AnswerEntry[];
  /** Entries that wait on this device behind these; for the teacher's board. */
  u?: number;
}

export interface PutReply {
  status: PutStatus;
  hw: number;
  rem: number | null;
  retryMs: number;
  /** With ok: gather answers for so long before the next put, because much waits at the server. */
  pace?: number;
  /** With ok: what comes next in the sections of these answers. */
  nx?: NextTask[];
}

export interface FinishRequest {
  e: number;
  lastSeq: number;
}

export interface FinishReply {
  status: PutStatus;
  hw: number;
  state: SessionState;
  resultKey: string | null;
  retryMs: number;
}

export interface Control {
  kind: 'superseded' | 'lesson' | 'consent' | 'time' | 'message' | 'moved';
  /** With the start of a lesson: the page opens within so long, at a moment of its own. With moved: it opens its socket anew within so long. */
  spreadMs?: number;
  /** With superseded: windows below it are; nobody's own. */
  epoch: number | null;
  run: LessonState | null;
}

export interface Place {
  schoolName: string;
  className: string;
  classId: string;
  grade: number;
  seat: number;
  /** Of a sitting at home: until when its code opens it. */
  atHomeUntilMs?: number;
}

/** What a browser needs to make a slip of what it cannot send. Base64url. */
export interface SlipPass {
  /** The server's public key, P-256. */
  key: string;
  /** Goes into the slip as it is. */
  pass: string;
}

/** What became of a slip that was handed in. */
export interface SlipReply {
  kind: 'taken' | 'already' | 'setAside';
  className: string;
  seat: number;
  answers: number;
  finished: boolean;
}

export interface EnterReply {
  slip: SlipPass;
  token: string;
  place: Place;
  state: SessionState;
  consent: boolean | null;
  packageHash: string;
}

/** More come than are let in at once: so many stand before, and the code keeps the place. */
export interface QueuedReply {
  ahead: number;
  retryMs: number;
}

export interface BatteryPackage {
  battery: string;
  version: string;
  title: string;
  /** The form, where the page is another by it; absent for the others. */
  variant?: 'simple' | 'pictogram';
  steps: PackageStep[];
}

export interface PackageStep {
  id: string;
  title: string;
  instruction: string;
  minutes: number;
  /** The time limit; absent for a step that everyone takes to the end. */
  seconds?: number;
  /** Tasks with one right answer each and no time limit; those of a step with a limit always are. */
  tasks?: boolean;
  /** A student may leave the whole step out. */
  optional?: boolean;
  /** The lesson it belongs to; absent in the first. */
  sitting?: number;
  /** Tasks are chosen by the answers: how many at most, and in which order while the server does not answer, numbers within the step. */
  adaptive?: { most: number; order: number[] };
  first: number;
  formats: AnswerFormat[];
  items: PackageItem[];
}

export interface PackageItem {
  text: string;
  format: number;
  /** The drawing the task is about; `svgText` says it in words. */
  svg?: SvgNode;
  svgText?: string;
  options?: PackageOption[];
}

export interface PackageOption {
  text: string;
  svg?: SvgNode | null;
}

export interface SvgNode {
  tag: string;
  attributes?: Record<string, string | number>;
  children?: SvgNode[];
}

export type AnswerFormat =
  | { type: 'likert'; first: number; labels: string[] }
  | { type: 'pair' }
  | { type: 'bestWorst' }
  | { type: 'singleChoice' }
  | { type: 'multipleChoice'; least: number; most: number; exclusive?: number[] }
  | { type: 'ranking' }
  | { type: 'number'; min: number; max: number; decimals: number }
  | { type: 'slider'; low: string; high: string };

export type FormatType = AnswerFormat['type'];

/** The form a class takes. */
export type ClassForm = 'standard' | 'untimed' | 'simple' | 'pictogram' | 'twoLessons' | 'reader';

export interface BoardView {
  classId: string;
  schoolName: string;
  className: string;
  variant: ClassForm;
  revision: number;
  run: LessonState;
  itemCount: number;
  /** Over how long the pages of a class open after the start. */
  startSpreadMs?: number;
  /** The server's time of this snapshot. */
  nowMs?: number;
  /** The form has sections with a time limit. */
  isTimed?: boolean;
  /** Time that was added for everybody. */
  givenMinutes?: number;
  /** Time given back to everybody after outages of the server. */
  outageSeconds?: number;
  /** Seats without the parents' agreement they need. */
  consentMissing?: number;
  seats: BoardSeat[];
}

/** What went wrong in a lesson, in the order it is offered in. */
export const irregularityKinds = ['powerCut', 'noConnection', 'deviceFailure', 'disturbance', 'wrongCard', 'helped', 'cameLate', 'leftEarly', 'other'] as const;
export type IrregularityKind = (typeof irregularityKinds)[number];

export interface Irregularity {
  number: number;
  /** Null: the whole class's. */
  seat: number | null;
  kind: IrregularityKind;
  notedAtMs: number;
  /** Null while it stands. */
  withdrawnAtMs: number | null;
}

export type Accommodation = 'none' | 'time125' | 'time150' | 'time200';

export interface BoardSeat {
  seat: number;
  spare: boolean;
  state: SeatState;
  answered: number;
  wantsMove: boolean;
  /** Entries that wait on the device, as it last said. */
  unsent?: number;
  /** With a lost link: when the device was last heard from by the server's clock. */
  heardAtMs?: number | null;
  /** Time that was added for this seat, that of the whole class included. */
  givenMinutes?: number;
  /** Under which conditions this student works; shown only where the seat is opened. */
  accommodation?: Accommodation;
  /** What the teacher holds it at, apart from its class. */
  halt?: SeatHalt | null;
}
