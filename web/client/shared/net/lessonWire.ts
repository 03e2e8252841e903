import type { Irregularity, LessonState } from './wire';

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

export type MakeUpState = 'notCome' | 'notStarted' | 'unfinished' | 'refused' | 'parentRefused';

/** A class with how many seats have still to take part, and why. */
export interface MakeUpClass {
  schoolId: string;
  schoolName: string;
  classId: string;
  className: string;
  lesson: LessonState;
  notCome: number;
  notStarted: number;
  unfinished: number;
  refused: number;
  /** What was noted as gone wrong, without what was withdrawn. */
  irregular: number;
}

export interface MakeUpSeats {
  classId: string;
  schoolName: string;
  className: string;
  boardLink: string;
  lesson: LessonState;
  seats: { seat: number; state: MakeUpState }[];
  /** In the order they were noted, withdrawn ones as well. */
  irregularities: Irregularity[];
}
