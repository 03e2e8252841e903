import { folded } from '../../shared/text/search';
import diagnosisFile from './content/diagnoses.json';
import nameFile from './content/names.json';

/** A word of a text that should not leave the browser without a second look. */
export interface Found {
  kind: 'name' | 'diagnosis';
  /** As it stands in the text. */
  word: string;
  at: number;
}

/** `stems` are beginnings of words, `exact` are words as they are written (abbreviations), `innocent` are words that must not be found. */
export interface DiagnosisWords {
  stems: readonly string[];
  exact: readonly string[];
  phrases: readonly string[];
  innocent: readonly string[];
}

/** `short`: names as they are called at home, found with a capital letter only («леня», «лень»); `ordinary`: other names that are words of the language as well, likewise. */
export interface NameWords {
  short: Readonly<Record<string, readonly string[]>>;
  ordinary: readonly string[];
}

export const diagnosisWords: DiagnosisWords = diagnosisFile;
export const nameWords: NameWords = nameFile;

/** Names and words of diagnoses, in their order in the text. */
export function findIn(text: string, names: readonly string[]): Found[] {
  return [...namesIn(text, names), ...diagnosesIn(text)].sort((one, other) => one.at - other.at);
}

interface Word {
  word: string;
  at: number;
}

const wordsOf = (text: string): Word[] => [...text.matchAll(/\p{L}+(?:-\p{L}+)*/gu)].map((match) => ({ word: match[0], at: match.index }));

export function diagnosesIn(text: string, { stems, exact, phrases }: DiagnosisWords = diagnosisWords): Found[] {
  const words = wordsOf(text)
    .filter(({ word }) => exact.includes(word) || word.split('-').some((part) => stems.some((stem) => folded(part).startsWith(stem))))
    .map((one): Found => ({ kind: 'diagnosis', ...one }));
  const compared = folded(text);
  const spoken = phrases.flatMap((phrase) =>
    [...compared.matchAll(new RegExp(`(?<!\\p{L})${phrase.split(' ').map((stem) => `${stem}\\p{L}*`).join('\\s+')}`, 'gu'))].map(
      (match): Found => ({ kind: 'diagnosis', word: text.slice(match.index, match.index + match[0].length), at: match.index }),
    ),
  );
  return [...words, ...spoken];
}

export function namesIn(text: string, names: readonly string[], known: NameWords = nameWords): Found[] {
  const parts = [...new Set(names.flatMap((name) => name.split(/[\s.,;()-]+/)).map(folded).filter((part) => part.length > 2))];
  const full = parts.map((part) => ({ forms: formsOf(part), needsCapital: known.ordinary.includes(part) }));
  const short = [...new Set(parts.flatMap((part) => known.short[part] ?? []))].map((part) => ({ forms: formsOf(part), needsCapital: true }));
  return wordsOf(text)
    .filter(({ word }) =>
      [word, ...word.split('-')].some((one) => {
        const isCapital = one[0] !== one[0]?.toLocaleLowerCase('ru');
        return [...full, ...short].some(({ forms, needsCapital }) => (isCapital || !needsCapital) && forms.test(folded(one)));
      }),
    )
    .map((one) => ({ kind: 'name', ...one }));
}

const hard = ['', 'а', 'у', 'ом', 'ым', 'е', 'ы', 'ой', 'ою', 'ов', 'ах', 'ых', 'ыми', 'ами', 'ам'];
const soft = ['ь', 'я', 'ю', 'ем', 'ей', 'ею', 'е', 'и', 'й', 'ям', 'ями', 'ях', 'ью'];
const feminine = ['а', 'о', 'ы', 'и', 'е', 'у', 'ой', 'ою', 'ей'];
const adjective = ['ий', 'ый', 'ой', 'ого', 'его', 'ому', 'ему', 'им', 'ым', 'ом', 'ем', 'ая', 'яя', 'ую', 'юю', 'ей', 'ие', 'ые', 'их', 'ых', 'ими', 'ыми'];

/** A name in any case: its stem with the endings of its declension. */
function formsOf(part: string): RegExp {
  const escaped = (text: string): string => text.replace(/[^\p{L}-]/gu, '');
  const of = (stems: readonly string[], endings: readonly string[]): string => stems.map((stem) => `${escaped(stem)}(?:${endings.join('|')})`).join('|');
  const end = (letters: number): string => part.slice(0, part.length - letters);
  let forms: string;
  if (/(?:[кцхгшщжч](?:ий|ая)|[нвдтр](?:ый|ой))$/.test(part) && part.length > 4) forms = `${of([end(2)], adjective)}|${of([end(1)], soft)}`;
  else if (/(?:ел|ев|ец|ек|ок)$/.test(part)) forms = of([part, `${end(2)}${part === 'лев' ? 'ьв' : part.at(-1)!}`], hard);
  else if (part.endsWith('овь')) forms = of([end(1), `${end(3)}в`], soft);
  else if (/[йья]$/.test(part)) forms = of([end(1)], soft);
  else if (/[аео]$/.test(part)) forms = of([end(1)], feminine);
  else if (/[иыую]$/.test(part)) forms = escaped(part);
  else forms = of([part], [...hard, 'ем']);
  return new RegExp(`^(?:${forms})$`, 'u');
}

/** What is wrong with a list of words of diagnoses; empty for a sound one. */
export function diagnosisFaults(words: DiagnosisWords): string[] {
  const { stems, exact, phrases, innocent } = words;
  return [
    ...stems.filter((stem) => stem !== folded(stem) || stem.length < 4 || /[^а-я]/.test(stem)).map((stem) => `stem ${stem}: four letters or more, small, without ё`),
    ...stems.filter((stem) => stems.some((other) => other !== stem && stem.startsWith(other))).map((stem) => `stem ${stem}: another finds it already`),
    ...exact.filter((one) => one !== one.toUpperCase() || one.length < 2).map((one) => `exact ${one}: an abbreviation in capitals`),
    ...phrases.filter((phrase) => !/^[а-я]+(?: [а-я]+)+$/.test(phrase)).map((phrase) => `phrase ${phrase}: stems with one space between`),
    ...[stems, exact, phrases].flatMap((all) => all.filter((one, index) => all.indexOf(one) !== index)).map((one) => `${one}: twice`),
    ...innocent.filter((word) => diagnosesIn(word, words).length > 0).map((word) => `innocent ${word}: it is found`),
  ];
}
