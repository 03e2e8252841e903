/** The guides as addresses name them, and their files; in the order of the list: who sits in the lesson first. */
export const files = {
  student: 'ученику',
  parents: 'родителям',
  teacher: 'учителю',
  psychologist: 'психологу',
  coordinator: 'координатору',
  region: 'региону',
  methodologist: 'методисту',
  researcher: 'исследователю',
  operator: 'оператору',
  certificate: 'сертификат',
  external: 'внешний-вход',
  duties: '152-фз',
} as const;

export type GuideName = keyof typeof files;

export const shelf = Object.keys(files) as readonly GuideName[];

/** The guide in a file that another one names. */
export function nameOf(file: string): GuideName {
  const found = shelf.find((name) => files[name] === file);
  if (found === undefined) throw new Error(`No guide is ${file}.`);
  return found;
}
