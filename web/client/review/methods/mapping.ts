import { sha256Hex } from '../../shared/files/sha256';
import type { FileTable } from '../../shared/files/tableFile';
import type { MethodItem, MethodMapping } from '../../shared/net/methodsWire';
import { isEitherWay, readDay } from './day';

/** What a column is: nothing, who, when, or an item by its name. */
export type Target = '' | 'seat' | 'name' | 'class' | 'day' | `item:${string}`;

/** More distinct words than this are no answers: somebody's names, or free text. */
export const mostWords = 200;

/** What a heading says of itself, with a number or a request before it. */
const asked = String.raw`^(?:№? ?\d{1,3}[.):]? )?(?:(?:ваш[аеи]?|тво[йяеи]|укажите|напишите|введите|your) )*`;
const headings: readonly (readonly [Target, RegExp])[] = [
  ['name', new RegExp(`${asked}(?:фио|ф\\. ?и\\.|фамили[яюи]|имя|ученик|name|full name|student|surname)(?![\\p{L}])`, 'u')],
  ['class', new RegExp(`${asked}(?:класс|class)(?![\\p{L}])`, 'u')],
  ['seat', new RegExp(`${asked}(?:(?:номер |№ ?)?мест[оа]|seat)(?![\\p{L}])`, 'u')],
];

/** A text as it is compared: width, case, ё, spaces and quotes aside. */
export function plainText(text: string): string {
  return text.normalize('NFKC').toLocaleLowerCase('ru').replaceAll('ё', 'е').replace(/["'«»“”„]/g, '').replace(/\s+/g, ' ').trim();
}

/** Of a method's heading or word: what the server keeps of it. The method stands before it, so that two methods tell nothing of each other. */
export async function hashOf(method: string, ...parts: readonly string[]): Promise<string> {
  return sha256Hex([method, ...parts].map((part) => `${part.length}:${part}`).join(''));
}

/** The mark of a sheet, as the server makes it. */
export async function markOf(version: number, answers: readonly (number | null)[]): Promise<string> {
  return sha256Hex(`${version}|${answers.map((answer) => answer ?? '').join(',')}`);
}

/** A first guess of each column: as it was said before, else an item of the same name, else who or when by its heading or its days, else an item of the same number. Each stands once. */
export async function guessTargets(table: FileTable, items: readonly MethodItem[], method: string, known: MethodMapping): Promise<Target[]> {
  const free = new Set<string>(['name', 'class', 'seat', 'day', ...items.map(({ name }) => `item:${name}`)]);
  const said = await Promise.all(table.headings.map(async (heading) => known.columns[await hashOf(method, 'column', plainText(heading))]));
  const take = (target: Target): Target => (free.delete(target) ? target : '');
  const first = said.map((target) => (target === undefined ? undefined : take(target as Target)));
  return table.headings.map((heading, at) => {
    const before = first[at];
    if (before !== undefined) return before;
    const plain = plainText(heading);
    const isFree = ({ name }: MethodItem): boolean => free.has(`item:${name}`);
    const same = items.find((item) => isFree(item) && plainText(item.name) === plain);
    if (same !== undefined) return take(`item:${same.name}`);
    const told = headings.find(([, pattern]) => pattern.test(plain))?.[0] ?? (looksLikeDays(table, at) ? 'day' : undefined);
    if (told !== undefined) return take(told);
    const number = /^(?:вопрос |утверждение |№ ?|q|p)?(\d{1,3})(?:\D|$)/.exec(plain)?.[1];
    const item = items.find((one) => isFree(one) && number !== undefined && one.name.replace(/^\D+/, '') === number);
    return item === undefined ? '' : take(`item:${item.name}`);
  });
}

/** A cell that says an answer by itself: a number of the item, or the name of its option. `undefined`: a word that must be told. */
export function plainAnswer(item: MethodItem, cell: string): number | null | undefined {
  if (cell === '') return null;
  if (item.options.length > 0) {
    const at = item.options.findIndex((option) => plainText(option) === plainText(cell));
    return at < 0 ? undefined : at;
  }
  return /^\d{1,3}(?:[.,]0+)?$/.test(cell) ? Number.parseInt(cell, 10) : undefined;
}

/** A word of a table's answers: the same for all items that are rated, by item where pairs are chosen. */
export interface Word {
  key: string;
  /** The item, of a pair; empty for all. */
  item: string;
  text: string;
  count: number;
}

export function wordKey(item: MethodItem, cell: string): string {
  return `${item.options.length > 0 ? item.name : ''}|${plainText(cell)}`;
}

/** Every word that must be told, the most frequent first. */
export function wordsOf(table: FileTable, targets: readonly Target[], items: readonly MethodItem[]): Word[] {
  const words = new Map<string, Word>();
  const columns = targets.flatMap((target, at) => {
    const item = target.startsWith('item:') ? items.find(({ name }) => name === target.slice(5)) : undefined;
    return item === undefined ? [] : [{ at, item }];
  });
  for (const row of table.rows) {
    for (const { at, item } of columns) {
      const cell = row[at]!;
      if (plainAnswer(item, cell) !== undefined) continue;
      const key = wordKey(item, cell);
      const word = words.get(key);
      if (word === undefined) words.set(key, { key, item: item.options.length > 0 ? item.name : '', text: cell, count: 1 });
      else word.count++;
    }
  }
  return [...words.values()].sort((a, b) => b.count - a.count || a.key.localeCompare(b.key, 'ru'));
}

/** What was told of words before: −1 stands for no answer. */
export async function knownWords(words: readonly Word[], method: string, known: MethodMapping): Promise<Map<string, number>> {
  const said = new Map<string, number>();
  for (const { key } of words) {
    const answer = known.words[await hashOf(method, 'word', key)];
    if (answer !== undefined) said.set(key, answer);
  }
  return said;
}

/** What the server keeps of all this: hashes of the columns that were named, and of those that were and are not any more. */
export async function mappingOf(table: FileTable, targets: readonly Target[], answers: ReadonlyMap<string, number>, method: string, known: MethodMapping): Promise<MethodMapping> {
  const columns: Record<string, string> = {};
  for (const [at, heading] of table.headings.entries()) {
    if (heading === '') continue;
    const [hash, target] = [await hashOf(method, 'column', plainText(heading)), targets[at] ?? ''];
    if (target !== '' || (known.columns[hash] !== undefined && columns[hash] === undefined)) columns[hash] = target;
  }
  const words: Record<string, number> = {};
  for (const [key, answer] of answers) words[await hashOf(method, 'word', key)] = answer;
  return { columns, words };
}

/** Whether somebody has to say how the days of a table are meant. */
export function asksSlash(table: FileTable, targets: readonly Target[]): boolean {
  const at = targets.indexOf('day');
  return at >= 0 && table.rows.some((row) => isEitherWay(row[at]!));
}

/** Whether a column holds days, to be offered as one. */
export function looksLikeDays(table: FileTable, at: number): boolean {
  const cells = table.rows.map((row) => row[at]!).filter((cell) => cell !== '');
  return cells.length > 0 && cells.every((cell) => cell.length > 4 && (readDay(cell) !== null || isEitherWay(cell)));
}
