export type DraftKind = 'ratings' | 'tasks' | 'pairs';

export interface DraftHead {
  id: string;
  /** As its text says, like version and title; may be empty. */
  instrument: string;
  version: string;
  title: string;
  revision: number;
  by: string;
  changedAtMs: number;
}

export interface PublishedHead {
  instrument: string;
  version: string;
  title: string;
  items: number;
  grades: readonly number[];
  seconds: number | null;
  /** Why warnings were left; empty where there were none. */
  reason: string;
  hash: string;
  publishedAtMs: number;
}

/** A version a draft may begin with a copy of, or be compared with. */
export interface KnownInstrument {
  id: string;
  version: string;
  title: string;
}

export interface BenchPage {
  drafts: readonly DraftHead[];
  published: readonly PublishedHead[];
  known: readonly KnownInstrument[];
}

/** One of the three. */
export interface BenchStart {
  kind?: DraftKind;
  instrument?: string;
  version?: string;
  text?: string;
}

export type QtiKind = 'fault' | 'leftOut' | 'changed';

/** What came of a QTI package. */
export interface QtiReply {
  drafts: readonly string[];
  leftOut: number;
  changed: number;
  /** The first of them. */
  places: readonly { kind: QtiKind; file: string; line: number; element: string; /** In Russian. */ reason: string }[];
}

export interface Finding {
  severity: 'error' | 'warning' | 'info';
  /** The severity in a word. */
  called: string;
  rule: string;
  /** Place in the text that was checked, e.g. `$.items[3].text.ru`. */
  path: string;
  /** The same in words. */
  place: string;
  message: string;
  advice: string | null;
}

/** What a scale would measure to if everybody answered as the linter assumes: simulated. */
export interface ForetoldScale {
  form: string;
  scale: string;
  title: string;
  kind: 'normative' | 'ipsative' | 'criterion';
  items: number;
  /** Null when all scores are equal. */
  reliability: number | null;
  standardError: number | null;
  isLow: boolean;
}

export interface DraftReply {
  revision: number;
  text: string;
  /** It has no faults: a student's page can show it. */
  isWhole: boolean;
  findings: readonly Finding[];
  scales: readonly ForetoldScale[];
  /** How many answers were made up for them. */
  respondents: number;
}

export interface JsonChange {
  kind: 'added' | 'removed' | 'changed' | 'moved';
  path: string;
  place: string;
  before: string | null;
  after: string | null;
}

export interface PublishReply {
  outcome: 'done' | 'refused' | 'needsReason';
  findings: readonly Finding[];
}
