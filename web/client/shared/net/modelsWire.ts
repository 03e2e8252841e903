import type { FormKey } from './figuresWire';

/** What answers to a form say of its items beyond counting; all grades together. */
export interface FormModels {
  sessions: number;
  /** Of them those that were looked at. */
  sampled: number;
  scales: ScaleModels[];
}

export interface ScaleModels {
  scale: string;
  /** Right or wrong answers; otherwise ratings. */
  isTasks: boolean;
  comparisons: GroupComparison[];
  calibration: ScaleCalibration;
}

export type ComparedBy = 'sex' | 'settlement';
export type ComparisonRefusal = 'few' | 'fewItems' | 'tooFewToCompare' | 'constantPoints';

/** Every item of a scale in two groups of the same total. Refused: without numbers. */
export interface GroupComparison {
  by: ComparedBy;
  refusal: ComparisonRefusal | null;
  reference: number | null;
  focal: number | null;
  leftOut: number | null;
  rounds: number;
  isSettled: boolean;
  items: ItemComparison[];
}

export type DifClass = 'a' | 'b' | 'c';

export interface ItemComparison {
  number: number;
  item: string;
  /** Two categories: the size is delta of ETS; otherwise the standardised mean difference. */
  isBinary: boolean;
  size: number | null;
  error: number | null;
  probability: number | null;
  class: DifClass | null;
  /** At the same total; of ratings: which group answers lower. */
  direction: 'neither' | 'reference' | 'focal';
  isAnchor: boolean;
}

export type CalibrationRefusal = 'few' | 'fewItems' | 'nothingToEstimate' | 'constantPoints';
export type CalibrationModel = 'rasch' | 'twoParameter' | 'threeParameter' | 'graded';

export interface ScaleCalibration {
  refusal: CalibrationRefusal | null;
  model: CalibrationModel | null;
  end: 'converged' | 'passesUsedUp' | 'nothingToEstimate' | null;
  passes: number;
  respondents: number | null;
  /** Of them those whose rows are complete. */
  complete: number | null;
  bic: number | null;
  otherBic: number | null;
  items: ItemModel[];
}

export type ItemState = 'estimated' | 'nobodyAnswered' | 'constant' | 'emptyCategory' | 'slopeAtLimit' | 'guessingAtLimit';
export type ItemModelDoubt = 'noParameters' | 'reversed' | 'flat' | 'curve' | 'noisy' | 'repeating';

export interface ItemModel {
  number: number;
  item: string;
  steps: number;
  state: ItemState;
  answered: number;
  slope: number | null;
  slopeError: number | null;
  thresholds: (number | null)[];
  thresholdErrors: (number | null)[];
  infit: number | null;
  outfit: number | null;
  chiSquared: number | null;
  freedom: number | null;
  probability: number | null;
  adjusted: number | null;
  rmsea: number | null;
  doubts: ItemModelDoubt[];
}

/** A form of the campaign of some year. */
export interface YearForm {
  year: number;
  key: FormKey;
}

export interface LinkableForm {
  form: YearForm;
  title: string;
  sessions: number;
  isSimulated: boolean;
}

export interface LinkReport {
  from: LinkableForm;
  to: LinkableForm;
  scales: ScaleLink[];
}

export type LinkRefusal = 'notCalibrated' | 'tooFewCommon' | 'noMove';
export type LinkUse = 'drift' | 'groups' | 'persons';
export type LinkMethod = 'meanSigma' | 'meanMean' | 'stockingLord';

export interface ScaleLink {
  scale: string;
  title: string;
  fromItems: number;
  toItems: number;
  common: number;
  /** The same item with other words, options or key. */
  changed: string[];
  /** Unchanged, without parameters in one of the forms. */
  uncalibrated: string[];
  /** By which the link was not made because it was asked so; among the items all the same. */
  leftOut: string[];
  refusal: LinkRefusal | null;
  use: LinkUse | null;
  /** By which drift and scores are told. */
  method: LinkMethod;
  constants: LinkConstants[];
  items: LinkedItem[];
  scores: { from: number; theta: number | null; to: number }[];
}

export interface LinkConstants {
  method: LinkMethod;
  slope: number | null;
  intercept: number | null;
  slopeError: number | null;
  interceptError: number | null;
}

export interface LinkedItem {
  item: string;
  steps: number;
  fromSlope: number;
  fromThresholds: (number | null)[];
  movedSlope: number;
  movedThresholds: (number | null)[];
  toSlope: number;
  toThresholds: (number | null)[];
  slopeRatio: number | null;
  thresholdShift: number | null;
  distance: number | null;
  hasDrifted: boolean;
}

export type PrecisionForm = 'adaptive' | 'fixed' | 'bestFixed';

/** A bank of tasks chosen by the answers; its precision is simulated. */
export interface ToldBank {
  title: string;
  tasks: number;
  precision: {
    bank: string;
    version: string;
    parametersHash: string;
    isPredicted: boolean;
    persons: number;
    seed: number;
    least: number;
    most: number;
    forms: { form: PrecisionForm; length: number; items: number; error: number; trueError: number; mostMet: number }[];
  };
}
