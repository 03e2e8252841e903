import type { LessonState } from './wire';

/** A class somebody may hold the lesson of, with the way to its board. */
export interface OwnLesson {
  schoolId: string;
  schoolName: string;
  classId: string;
  className: string;
  boardLink: string;
  state: LessonState;
  /** Without the spare ones, as all counts here. */
  seats: number;
  answering: number;
  finished: number;
}
