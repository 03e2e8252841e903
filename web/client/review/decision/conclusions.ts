import type { NeedReason } from '../../shared/net/reviewWire';
import type { ReviewState } from '../../shared/net/decisionWire';
import type { ProtocolView } from '../../shared/net/protocolWire';
import conclusionFile from './content/conclusions.json';
import { diagnosesIn } from './found';

export type Reader = 'student' | 'parent' | 'teacher';
export const readers: readonly Reader[] = ['student', 'parent', 'teacher'];

/** What a protocol says, as words to be put into a sentence; what it does not say is not there. */
export const factNames = ['spheres', 'groups', 'values', 'goal', 'step', 'help'] as const;
export type FactName = (typeof factNames)[number];
export type Facts = Partial<Record<FactName, string>>;

/** A beginning of a conclusion for one situation, for each reader in paragraphs. */
export interface Situation {
  id: string;
  title: string;
  /** Which reasons of the queue it is offered for; none for the ordinary one. */
  reasons: readonly string[];
  student: readonly string[];
  parent: readonly string[];
  teacher: readonly string[];
}

export interface Conclusions {
  version: string;
  situations: readonly Situation[];
}

export const conclusions: Conclusions = conclusionFile;

/** The situation that fits a protocol first: without a list nothing can be concluded, then the weightiest reason that has one. */
export function situationOf(view: ProtocolView, state: ReviewState, all: Conclusions = conclusions): Situation {
  const needs: NeedReason[] = (view.needs ?? []).map(({ reason }) => reason);
  const wanted = [...(needs.includes('unreliable') ? ['unreliable'] : []), ...needs, ...(state.computed.length === 0 ? ['flat'] : [])];
  const found = wanted.flatMap((reason) => all.situations.find(({ reasons }) => reasons.includes(reason)) ?? [])[0];
  return found ?? all.situations.find(({ reasons }) => reasons.length === 0)!;
}

/** A situation's text for a reader; a paragraph that names what the protocol does not say is left out. */
export function filled(paragraphs: readonly string[], facts: Facts): string {
  return paragraphs
    .filter((paragraph) => placeholdersIn(paragraph).every((name) => facts[name as FactName] !== undefined))
    .map((paragraph) => paragraph.replace(placeholder, (_, name: string) => facts[name as FactName]!))
    .join('\n\n');
}

const placeholder = /\{([^{}]*)\}/g;
const placeholdersIn = (paragraph: string): string[] => [...paragraph.matchAll(placeholder)].map((match) => match[1]!);

const longest: Record<Reader, number> = { student: 4_000, parent: 4_000, teacher: 1_500 };
/** Of a template: the rest is for what a psychologist adds. */
const share = 0.5;

/** What is wrong with a file of conclusions; empty for a sound one. */
export function conclusionFaults({ situations }: Conclusions): string[] {
  const faults = situations.flatMap((situation) =>
    readers.flatMap((reader) => paragraphFaults(reader, situation[reader]).map((fault) => `${situation.id}, ${reader}: ${fault}`)),
  );
  const ids = situations.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) faults.push('two situations have one id');
  if (situations.filter(({ reasons }) => reasons.length === 0).length !== 1) faults.push('exactly one situation is the ordinary one');
  const named = situations.flatMap(({ reasons }) => reasons);
  return [...faults, ...named.filter((reason, index) => named.indexOf(reason) !== index).map((reason) => `${reason} leads to two situations`)];
}

function paragraphFaults(reader: Reader, paragraphs: readonly string[]): string[] {
  const all = paragraphs.join('\n\n');
  const unknown = placeholdersIn(all).filter((name) => !factNames.some((one) => one === name));
  const faults = unknown.map((name) => `{${name}} is no placeholder`);
  if (/[{}]/.test(all.replace(placeholder, ''))) faults.push('a brace stands alone');
  // What is left when a protocol says nothing at all is still a text.
  if (paragraphs.filter((paragraph) => placeholdersIn(paragraph).length === 0).length < 2) faults.push('two paragraphs stand without a placeholder');
  if (paragraphs.some((paragraph) => paragraph !== paragraph.trim() || !/[.?!»]$/.test(paragraph))) faults.push('a paragraph is whole sentences');
  if (all.length > longest[reader] * share) faults.push('too long');
  // A teacher is told what to do, not a result; the server refuses digits there.
  if (reader === 'teacher' && placeholdersIn(all).length > 0) faults.push('a teacher is told nothing of a protocol');
  if (reader === 'teacher' && /[\d%]/.test(all)) faults.push('a teacher reads no digits');
  if (reader === 'student' && /(?<!\p{L})(?:вы|вас|вам|ваш\p{L}*)(?!\p{L})/iu.test(all)) faults.push('a student is addressed with «ты»');
  if (reader !== 'student' && /(?<!\p{L})(?:ты|тебя|тебе|тво[йяеиё]\p{L}*)(?!\p{L})/iu.test(all)) faults.push('an adult is addressed with «вы»');
  if (/\p{L}\(\p{L}{1,3}\)/u.test(all)) faults.push('an ending in brackets');
  if (/(?:должен|обязан|тип личности|способност\p{L}* (?:низк|слаб)\p{L}*|никогда|лучше всех|хуже)/iu.test(all)) faults.push('a ban, a promise or a comparison');
  return [...faults, ...diagnosesIn(all).map(({ word }) => `${word} is a word of diagnoses`)];
}
