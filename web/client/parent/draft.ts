import { Drafts } from '../shared/files/drafts';

/** A parent's answers that are not sent, and the screen that is open. */
export interface Draft {
  answers: (string | null)[];
  at: number;
}

/** By the seat and the questions: no name and no link. They go when they are sent. */
export const drafts = new Drafts<Draft>('parent-form');
