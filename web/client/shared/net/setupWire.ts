import type { ClassForm } from './wire';

export interface SetupTree {
  region: string;
  mayAddSchools: boolean;
  municipalities: SetupMunicipality[];
  /** Lessons of the school's own, read from a folder of the server. */
  own?: { id: string; title: string; grades: number[] }[];
}

export interface SetupMunicipality {
  id: string;
  name: string;
  schools: SetupSchool[];
}

export interface SetupSchool {
  id: string;
  name: string;
  prefix: string;
  settlement: 'city' | 'village';
  classes: SetupClass[];
}

export interface SetupClass {
  id: string;
  name: string;
  grade: number;
  letter: string;
  boardLink: string;
  variant: ClassForm;
}
