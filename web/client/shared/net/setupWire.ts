import type { ClassForm } from './wire';

export interface SetupTree {
  region: string;
  mayAddSchools: boolean;
  municipalities: SetupMunicipality[];
  /** Lessons given by name: those built in beside the forms, the school's own from a folder of the server, and published ones. */
  own?: { id: string; title: string; grades: number[]; note?: string | null }[];
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
