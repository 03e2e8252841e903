import type { ConsiliumRequest, ConsiliumView, Day, OutsideSource, ParticipantRole, StepKind } from '../../shared/net/consiliumWire';
import { cleanText } from '../decision/texts';

/** Somebody who takes part, with what they said. `name` is typed for whoever has no account. */
export interface Person {
  role: ParticipantRole;
  accountId: string | null;
  name: string;
  opinion: string;
}

export interface Step {
  kind: StepKind;
  due: Day;
  words: string;
}

export interface Outside {
  source: OutsideSource;
  on: Day;
  sectors: string[];
}

/** A consilium as it is typed: fields and words together. */
export interface Typed {
  heldOn: Day | null;
  people: Person[];
  steps: Step[];
  outside: Outside[];
  conclusion: string;
}

/** What of it is sealed: the words, by the place of what they belong to. */
export interface Words {
  conclusion: string;
  people: { name: string; opinion: string }[];
  steps: string[];
}

/** In letters: all of it stays within what the server takes. */
export const longest = { conclusion: 3_000, opinion: 500, name: 60, words: 150 } as const;

/** So many at most, as the server takes them. */
export const most = { people: 12, steps: 15, outside: 10, sectors: 6 } as const;

export function wordsOf({ conclusion, people, steps }: Typed): Words {
  const cut = (text: string, length: number): string => cleanText(text).slice(0, length);
  return {
    conclusion: cut(conclusion, longest.conclusion),
    people: people.map(({ name, opinion, accountId }) => ({ name: accountId === null ? cut(name, longest.name) : '', opinion: cut(opinion, longest.opinion) })),
    steps: steps.map(({ words }) => cut(words, longest.words)),
  };
}

export function fieldsOf({ heldOn, people, steps, outside }: Typed): Pick<ConsiliumRequest, 'heldOn' | 'participants' | 'steps' | 'outside'> {
  return {
    heldOn,
    participants: people.map(({ role, accountId }) => ({ role, accountId })),
    steps: steps.map(({ kind, due }) => ({ kind, due })),
    outside: outside.map(({ source, on, sectors }) => ({ source, on, sectors })),
  };
}

/** Fields as the server tells them, words as they were opened; without words only the fields. */
export function typedOf({ heldOn, participants, steps, outside }: ConsiliumView, words: Words | null): Typed {
  return {
    heldOn,
    people: participants.map(({ role, accountId, name }, at) => ({ role, accountId, name: name ?? words?.people[at]?.name ?? '', opinion: words?.people[at]?.opinion ?? '' })),
    steps: steps.map(({ kind, due }, at) => ({ kind, due, words: words?.steps[at] ?? '' })),
    outside: outside.map(({ source, on, sectors }) => ({ source, on, sectors: [...sectors] })),
    conclusion: words?.conclusion ?? '',
  };
}

/** A day as a server takes it. */
export function isDay(day: string | null): boolean {
  return day !== null && /^20(1[5-9]|[2-9]\d)-\d\d-\d\d$/.test(day);
}

/** What keeps it from being saved, as ends of keys. */
export function unsaved({ heldOn, people, steps, outside }: Typed): string[] {
  const accounts = people.flatMap(({ accountId }) => accountId ?? []);
  return [
    ...(heldOn === null || isDay(heldOn) ? [] : ['heldOn']),
    ...(new Set(accounts).size === accounts.length ? [] : ['twice']),
    ...(steps.every(({ due }) => isDay(due)) ? [] : ['due']),
    ...(outside.every(({ on }) => isDay(on)) ? [] : ['outside.on']),
    ...(outside.every(({ sectors }) => sectors.length > 0) ? [] : ['outside.sectors']),
  ];
}

/** What keeps it from being closed, besides. */
export function unfinished(typed: Typed): string[] {
  return [
    ...(typed.heldOn === null ? ['heldOn'] : []),
    ...(typed.people.length === 0 ? ['people'] : []),
    ...(typed.people.some(({ accountId, name }) => accountId === null && cleanText(name) === '') ? ['name'] : []),
    ...(cleanText(typed.conclusion) === '' ? ['conclusion'] : []),
  ];
}
