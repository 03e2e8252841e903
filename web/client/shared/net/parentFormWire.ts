// The parents' questions: what the parent's page and the psychologist's read of them. See engine/Parents.
import type { SphereId } from './observerWire';

/** A text by language; Russian is always there. */
export type ByLanguage = Readonly<{ ru: string; en?: string }>;

export interface ParentQuestion {
  id: string;
  /** With what the child may like to do. */
  sphere: SphereId | null;
  kind: 'rating' | 'one' | 'several';
  text: ByLanguage;
  /** A canonical answer names their positions from 0, several joined by "+". */
  answers: ByLanguage[];
  most: number;
  /** Positions of answers that are chosen alone. */
  alone: number[];
}

export interface ParentQuestions {
  version: string;
  form: string;
  instruction: ByLanguage;
  questions: ParentQuestion[];
}

/** The reply of `POST /api/parent/form`. */
export interface ParentFormView {
  /** They can be answered, or answered anew, now. */
  isOpen: boolean;
  /** Exclusive. */
  untilMs: number;
  answeredAtMs: number | null;
  questions: ParentQuestions;
  /** By question, empty where the parent did not know. */
  answers: string[] | null;
}

/** The reply of `GET /api/review/classes/{id}/seats/{seat}/parent`. */
export interface ParentFormState {
  form: { questions: ParentQuestions; answeredAtMs: number; answers: string[] } | null;
}
