import { list, members, plain, text } from './fields';

/** What a student writes, by kind, with the fields of each; the first field of each is the one that must be there. */
export const fieldsOf = {
  goals: ['text'],
  steps: ['text', 'when'],
  trials: ['what', 'where', 'when', 'took'],
  outside: ['source', 'when', 'said'],
  documents: ['text'],
} as const;

export type Kind = keyof typeof fieldsOf;
export const kinds = Object.keys(fieldsOf) as Kind[];
export type Entry = Readonly<Record<string, string>>;

/** Signed by nobody: the student's own words, which never leave the device but in the file. */
export interface Own {
  name: string;
  lists: Readonly<Record<Kind, readonly Entry[]>>;
}

export const mostName = 120;
export const mostText = 400;
export const mostEntries = 30;

export function emptyOwn(): Own {
  return { name: '', lists: { goals: [], steps: [], trials: [], outside: [], documents: [] } };
}

export function isEmpty({ name, lists }: Own): boolean {
  return name === '' && kinds.every((kind) => lists[kind].length === 0);
}

/** An entry as it was typed: trimmed and bounded; null without its first field. */
export function entryOf(kind: Kind, typed: Entry): Entry | null {
  const entry = Object.fromEntries(fieldsOf[kind].map((field) => [field, plain(typed[field] ?? '').trim().slice(0, mostText)]));
  return entry[fieldsOf[kind][0]] === '' ? null : entry;
}

/** Both, nothing twice: what is there stays in its place, what is new stands behind it. `left`: so many found no room. */
export function joined(own: Own, other: Own): { own: Own; left: number } {
  let left = 0;
  const both = (kind: Kind): readonly Entry[] => {
    const known = new Set(own.lists[kind].map(sameness));
    const all = [...own.lists[kind], ...other.lists[kind].filter((entry) => !known.has(sameness(entry)))];
    left += Math.max(0, all.length - mostEntries);
    return all.slice(0, mostEntries);
  };
  return { own: { name: own.name || other.name, lists: listsOf(both) }, left };
}

function listsOf(of: (kind: Kind) => readonly Entry[]): Own['lists'] {
  return Object.fromEntries(kinds.map((kind) => [kind, of(kind)])) as unknown as Own['lists'];
}

/** Case and spaces make no other entry. */
function sameness(entry: Entry): string {
  return Object.entries(entry).map(([field, said]) => `${field}:${said.trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('ru')}`).sort().join('\n');
}

/** Out of a file that anybody may have written. */
export function readOwn(value: unknown): Own {
  const of = members(value);
  const entries = (kind: Kind): Entry[] =>
    list(mostEntries, (one) => {
      const field = members(one);
      return entryOf(kind, Object.fromEntries(fieldsOf[kind].map((name) => [name, text(mostText)(field(name) ?? '')])));
    })(of(kind) ?? []).filter((entry) => entry !== null);
  return { name: text(mostName)(of('name') ?? ''), lists: listsOf(entries) };
}
