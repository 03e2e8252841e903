import { list, maybe, members, moment, oneOf, readJson, text, whole, yes } from './fields';

// What the server signs: engine/Portfolios. Read only after its signature was looked at, and bounded all the same.

export interface Statement {
  region: string;
  year: number;
  grade: number;
  finishedAtMs: number;
  /** Null while preliminary. */
  releasedAtMs: number | null;
  signedAtMs: number;
  simulated: boolean;
  battery: string;
  sections: Section[];
  advice: Advice | null;
  review: { seal: string; signedAtMs: number; chosen: string[] } | null;
  earlier: EarlierYear[];
}

export interface Section {
  id: string;
  version: string;
  title: string;
  kind: 'normative' | 'ipsative' | 'criterion';
  pilot: boolean;
  flat: boolean;
  tellsApart: boolean | null;
  scales: Scale[];
}

export interface Scale {
  id: string;
  title: string;
  leads: boolean;
  tier: 'high' | 'middle' | 'low' | null;
  score: number | null;
  halfWidth: number | null;
  min: number | null;
  max: number | null;
}

export interface Advice {
  state: 'families' | 'ranked';
  rule: string;
  atlas: string;
  hash: string;
  /** Titles, equals inside a group; the nearest first. */
  groups: string[][];
  profiles: string[];
}

export interface EarlierYear {
  year: number;
  grade: number;
  finishedAtMs: number;
  releasedAtMs: number;
  sections: Section[];
  changes: { title: string; nearer: string[]; farther: string[] }[];
}

/** A year before this one, told by the server beside the result or out of a file of that year. */
export type PastYear = Pick<EarlierYear, 'year' | 'grade' | 'finishedAtMs' | 'sections'> & {
  releasedAtMs: number | null;
  /** Of a file of that year: nothing was compared then. */
  changes?: EarlierYear['changes'];
  simulated?: boolean;
};

/** The heart of a statement, as a QR code carries it. */
export interface Mark {
  region: string;
  year: number;
  grade: number;
  finishedAtMs: number;
  releasedAtMs: number | null;
  simulated: boolean;
  interests: string[];
  values: string[];
  /** The first signs of the whole statement's SHA-256. */
  print: string;
}

/** Longer statements no server of ours writes. */
export const mostStatement = 64_000;

// The text as a whole is bounded; these only keep out what is no statement. A school's own instruments may be large.
const word = text(200);
const title = text(600);
const titles = list(200, title);

export function readStatement(json: string): Statement | null {
  return json.length > mostStatement ? null : readJson(json, statement);
}

export function readMark(json: string): Mark | null {
  return readJson(json, (value) => {
    const at = list(20, (one) => one)(value);
    oneOf('portfolio-mark')(at[0]);
    return {
      region: title(at[2]), year: whole(at[3]), grade: whole(at[4]), finishedAtMs: moment(at[5]), releasedAtMs: at[6] === '' ? null : moment(at[6]), simulated: yes(at[7]),
      interests: titles(at[8]), values: titles(at[9]), print: word(at[10]),
    };
  });
}

function statement(value: unknown): Statement {
  const of = members(value);
  oneOf('portfolio-statement')(of('kind'));
  return {
    region: title(of('region')), year: whole(of('year')), grade: whole(of('grade')), finishedAtMs: moment(of('finishedAt')), releasedAtMs: maybe(moment)(of('releasedAt')),
    signedAtMs: moment(of('signedAt')), simulated: yes(of('simulated')), battery: title(of('battery')), sections: list(60, section)(of('sections')), advice: maybe(advice)(of('advice')),
    review: maybe(review)(of('review')), earlier: list(40, earlierYear)(of('earlier')),
  };
}

function section(value: unknown): Section {
  const of = members(value);
  return {
    id: word(of('id')), version: word(of('version')), title: title(of('title')), kind: oneOf('normative', 'ipsative', 'criterion')(of('kind')), pilot: yes(of('pilot')), flat: yes(of('flat')),
    tellsApart: maybe(yes)(of('tellsApart')), scales: list(200, scale)(of('scales')),
  };
}

function scale(value: unknown): Scale {
  const of = members(value);
  return {
    id: word(of('id')), title: title(of('title')), leads: yes(of('leads')), tier: maybe(oneOf('high', 'middle', 'low'))(of('tier')), score: maybe(whole)(of('score')),
    halfWidth: maybe(whole)(of('halfWidth')), min: maybe(whole)(of('min')), max: maybe(whole)(of('max')),
  };
}

function advice(value: unknown): Advice {
  const of = members(value);
  return {
    state: oneOf('families', 'ranked')(of('state')), rule: word(of('rule')), atlas: word(of('atlas')), hash: word(of('hash')), groups: list(60, titles)(of('groups')), profiles: titles(of('profiles')),
  };
}

function review(value: unknown): NonNullable<Statement['review']> {
  const of = members(value);
  return { seal: word(of('seal')), signedAtMs: moment(of('signedAt')), chosen: titles(of('chosen')) };
}

function earlierYear(value: unknown): EarlierYear {
  const of = members(value);
  return {
    year: whole(of('year')), grade: whole(of('grade')), finishedAtMs: moment(of('finishedAt')), releasedAtMs: moment(of('releasedAt')), sections: list(60, section)(of('sections')),
    changes: list(60, change)(of('changes')),
  };
}

function change(value: unknown): EarlierYear['changes'][number] {
  const of = members(value);
  return { title: title(of('title')), nearer: titles(of('nearer')), farther: titles(of('farther')) };
}
