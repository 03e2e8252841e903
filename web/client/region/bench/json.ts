/** What JSON can say. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

export interface JsonObject {
  [name: string]: Json;
}

export const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text's object; null when it is none. */
export function objectOf(text: string): JsonObject | null {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export const wordIn = (parent: JsonObject, name: string): string => {
  const value = parent[name];
  return typeof value === 'string' ? value : '';
};

/** Objects of a list; null where there is something else. Of a list that is not there: none. */
export function objectsIn(parent: JsonObject, name: string): JsonObject[] | null {
  const list = parent[name];
  if (list === undefined) return [];
  return Array.isArray(list) && list.every(isObject) ? list : null;
}

/** Names of a list; null where there is something else. */
export function namesIn(parent: JsonObject, name: string): string[] | null {
  const list = parent[name];
  if (list === undefined) return [];
  return Array.isArray(list) && list.every((one) => typeof one === 'string') ? list : null;
}

/** The Russian of a text by language. */
export function textIn(parent: JsonObject, name: string): string {
  const text = parent[name];
  return isObject(text) ? wordIn(text, 'ru') : '';
}

/** Writes the Russian of a text; other languages stay. A text that need not be there goes when nothing is left of it. */
export function writeText(parent: JsonObject, name: string, words: string, isNeeded = true): void {
  const text = parent[name];
  if (words === '' && !isNeeded && (!isObject(text) || Object.keys(text).every((language) => language === 'ru'))) delete parent[name];
  else if (isObject(text)) text['ru'] = words;
  else parent[name] = { ru: words };
}

/** What differs, as people read it: of a part of the text its Russian words, of anything else what stands there. */
export function toldValue(said: string): string {
  let value: Json;
  try {
    value = JSON.parse(said) as Json;
  } catch {
    // A text as it reads, or a part that was cut.
    return said;
  }
  return typeof value === 'object' ? wordsIn(value).join(' · ') || said : said;
}

function wordsIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, one]) => (name === 'ru' && typeof one === 'string' ? [one] : wordsIn(one)));
}

/** A name nobody has: the stem with the first free number. */
export function freshName(taken: readonly string[], stem: string): string {
  for (let number = 1; ; number++) {
    if (!taken.includes(`${stem}${number}`)) return `${stem}${number}`;
  }
}

/** Puts an entry of a list to another place. */
export function shift<T>(list: T[], from: number, to: number): void {
  if (to < 0 || to >= list.length) return;
  list.splice(to, 0, ...list.splice(from, 1));
}
