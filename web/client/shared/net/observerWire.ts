// What the doors of observers' forms say. See engine/Observers.

export type SphereId = 'R' | 'I' | 'A' | 'S' | 'E' | 'C';

/** 1 never … 5 very often, as the questions name them; 0 not seen. */
export type ObserverAnswer = 0 | 1 | 2 | 3 | 4 | 5;

export interface ObserverQuestions {
  version: string;
  /** What the answers 1, 2, … are called. */
  answers: string[];
  /** Null with questions of no sphere. */
  questions: { sphere: SphereId | null; text: string }[];
}

export interface ObserverForm {
  observerId: string;
  observer: string;
  askedAtMs: number;
  answeredAtMs: number | null;
  declinedAtMs: number | null;
  /** Those that were answered; null until it is filled in, and where the server does not know them any more. */
  questions: ObserverQuestions | null;
  /** By question; null until it is filled in. */
  answers: ObserverAnswer[] | null;
}

/** The reply of `GET /api/review/classes/{id}/seats/{seat}/observers`. `POST` there asks `{ accountId }`, `/recall` takes it back; 409 `observer-changed`. */
export interface ObserverState {
  forms: ObserverForm[];
}

export interface AskedForm {
  classId: string;
  schoolName: string;
  className: string;
  seat: number;
  by: string;
  askedAtMs: number;
}

/** The reply of `GET /api/staff/addressed/forms`; `POST /api/staff/addressed/forms/classes/{id}/seats/{seat}` takes `{ version, answers }` or `{ declined: true }` and says `{ kept }`: false where nothing waits any more; 409 `questions-changed` where others are asked by now. */
export interface AskedForms {
  questions: ObserverQuestions;
  forms: AskedForm[];
}
