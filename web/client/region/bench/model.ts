import type { FormatType } from '../../shared/net/wire';
import { freshName, isObject, namesIn, objectsIn, shift, textIn, wordIn, type Json, type JsonObject } from './json';

/**
 * An instrument's text as a form edits it: what the form knows is changed where it stands, all else stays as it is. Whatever moves or goes takes with it what points at it:
 * keys, shorter forms, the list of items without points. Nothing here knows a page.
 */

export const formatTypes: readonly FormatType[] = ['likert', 'pair', 'bestWorst', 'singleChoice', 'multipleChoice', 'ranking', 'number', 'slider'];

/** Formats whose items have options, with how many they begin with. */
const beginning: Partial<Record<FormatType, number>> = { pair: 2, bestWorst: 4, singleChoice: 4, multipleChoice: 4, ranking: 3 };

/** Formats whose items have as many options as they begin with. */
const fixed: readonly FormatType[] = ['pair', 'bestWorst'];

/** How items of a format feed a scale; none: they feed no scale. */
export type Keying = 'code' | 'points' | 'option' | 'none';

export const keyingOf = (type: FormatType | null): Keying =>
  type === 'likert' || type === 'slider' ? 'code' : type === 'pair' || type === 'singleChoice' ? 'points' : type === 'bestWorst' ? 'option' : 'none';

/** The lists a form edits are what they should be; otherwise the text alone can be edited. */
export function isEditable(doc: JsonObject): boolean {
  const scoring = doc['scoring'];
  const formats = doc['formats'];
  const forms = doc['forms'];
  return (
    objectsIn(doc, 'scales') !== null &&
    objectsIn(doc, 'items') !== null &&
    items(doc).every((item) => objectsIn(item, 'options') !== null) &&
    (formats === undefined || (isObject(formats) && Object.values(formats).every(isObject))) &&
    (forms === undefined || (isObject(forms) && Object.keys(forms).every((name) => namesIn(forms, name) !== null))) &&
    (scoring === undefined ||
      (isObject(scoring) &&
        objectsIn(scoring, 'keys')?.every((key) => objectsIn(key, 'items') !== null) === true &&
        namesIn(scoring, 'unscored') !== null &&
        (scoring['missing'] === undefined || isObject(scoring['missing']))))
  );
}

export const scales = (doc: JsonObject): JsonObject[] => objectsIn(doc, 'scales') ?? [];
export const items = (doc: JsonObject): JsonObject[] => objectsIn(doc, 'items') ?? [];
export const options = (item: JsonObject): JsonObject[] => objectsIn(item, 'options') ?? [];
export const idOf = (one: JsonObject): string => wordIn(one, 'id');
export const idsOf = (list: readonly JsonObject[]): string[] => list.map(idOf);

export function formats(doc: JsonObject): [string, JsonObject][] {
  const all = doc['formats'];
  return isObject(all) ? Object.entries(all).filter((one): one is [string, JsonObject] => isObject(one[1])) : [];
}

export function typeOf(format: JsonObject | undefined): FormatType | null {
  return formatTypes.find((type) => format?.['type'] === type) ?? null;
}

export const formatOf = (doc: JsonObject, item: JsonObject): FormatType | null =>
  typeOf(formats(doc).find(([name]) => name === wordIn(item, 'format'))?.[1]);

/** What a list shows of an item. */
export const calledItem = (item: JsonObject): string =>
  textIn(item, 'text') || options(item).map((option) => textIn(option, 'text')).filter((text) => text !== '').join(' / ');

export const hasFixedOptions = (type: FormatType | null): boolean => type !== null && fixed.includes(type);

// Scales.

export function addScale(doc: JsonObject): void {
  const id = freshName(idsOf(scales(doc)), 'scale-');
  const kind = scales(doc)[0]?.['kind'] ?? 'normative';
  list(doc, 'scales').push({ id, kind, title: { ru: '' }, meaning: { ru: '' } });
}

export function removeScale(doc: JsonObject, index: number): void {
  const id = idOf(scales(doc)[index]!);
  list(doc, 'scales').splice(index, 1);
  const scoring = doc['scoring'];
  if (isObject(scoring)) scoring['keys'] = keys(doc).filter((key) => key['scale'] !== id);
}

export function renameScale(doc: JsonObject, index: number, id: string): void {
  const scale = scales(doc)[index]!;
  const before = idOf(scale);
  scale['id'] = id;
  for (const key of keys(doc)) if (key['scale'] === before) key['scale'] = id;
}

export function moveScale(doc: JsonObject, from: number, to: number): void {
  shift(list(doc, 'scales'), from, to);
}

// Formats of answers.

const formatOfType: Record<FormatType, () => JsonObject> = {
  likert: () => ({ type: 'likert', first: 0, labels: [{ ru: '' }, { ru: '' }, { ru: '' }, { ru: '' }, { ru: '' }] }),
  pair: () => ({ type: 'pair' }),
  bestWorst: () => ({ type: 'bestWorst' }),
  singleChoice: () => ({ type: 'singleChoice' }),
  multipleChoice: () => ({ type: 'multipleChoice', least: 1, most: 2 }),
  ranking: () => ({ type: 'ranking' }),
  number: () => ({ type: 'number', min: 0, max: 100, decimals: 0 }),
  slider: () => ({ type: 'slider', low: { ru: '' }, high: { ru: '' } }),
};

/** Gives its name. */
export function addFormat(doc: JsonObject, type: FormatType): string {
  if (!isObject(doc['formats'])) doc['formats'] = {};
  const names = formats(doc).map(([name]) => name);
  const name = names.includes(type) ? freshName(names, type) : type;
  doc['formats'][name] = formatOfType[type]();
  return name;
}

export const isUsed = (doc: JsonObject, format: string): boolean => items(doc).some((item) => item['format'] === format);

export function removeFormat(doc: JsonObject, name: string): void {
  if (isObject(doc['formats']) && !isUsed(doc, name)) delete doc['formats'][name];
}

/** Another format: options and key of the item become what it asks for. */
export function setFormat(doc: JsonObject, item: JsonObject, name: string): void {
  const before = formatOf(doc, item);
  item['format'] = name;
  const type = formatOf(doc, item);
  fitOptions(item, type);
  if (keyingOf(before) === keyingOf(type) && keyingOf(type) === 'code') return;
  const id = idOf(item);
  for (const key of keys(doc)) {
    const entries = objectsIn(key, 'items') ?? [];
    const isKeyed = entries.some((entry) => entry['item'] === id);
    key['items'] = entries.filter((entry) => entry['item'] !== id);
    if (isKeyed && (keyingOf(type) === 'code' || keyingOf(type) === 'points')) setKeyed(doc, wordIn(key, 'scale'), item, true);
  }
}

function fitOptions(item: JsonObject, type: FormatType | null): void {
  const count = type === null ? undefined : beginning[type];
  if (count === undefined) delete item['options'];
  else {
    const all = list(item, 'options');
    if (hasFixedOptions(type)) all.splice(count);
    const least = hasFixedOptions(type) ? count : 2;
    while (all.length < (all.length === 0 ? count : least)) all.push({ text: { ru: '' } });
  }
}

// Items.

/** Behind the others, answered as the last one is. */
export function addItem(doc: JsonObject): void {
  const before = items(doc).at(-1);
  const format = before === undefined ? (formats(doc)[0]?.[0] ?? addFormat(doc, 'likert')) : wordIn(before, 'format');
  const item: JsonObject = { id: freshName(idsOf(items(doc)), 'q'), format };
  if (beginning[formatOf(doc, item) ?? 'likert'] === undefined || before?.['text'] !== undefined) item['text'] = { ru: '' };
  fitOptions(item, formatOf(doc, item));
  list(doc, 'items').push(item);
}

export function removeItem(doc: JsonObject, index: number): void {
  const id = idOf(items(doc)[index]!);
  list(doc, 'items').splice(index, 1);
  for (const key of keys(doc)) key['items'] = (objectsIn(key, 'items') ?? []).filter((entry) => entry['item'] !== id);
  mapForms(doc, (ids) => ids.filter((one) => one !== id));
  setUnscored(doc, id, false);
}

export function renameItem(doc: JsonObject, index: number, id: string): void {
  const item = items(doc)[index]!;
  const before = idOf(item);
  item['id'] = id;
  for (const key of keys(doc)) for (const entry of objectsIn(key, 'items') ?? []) if (entry['item'] === before) entry['item'] = id;
  mapForms(doc, (ids) => ids.map((one) => (one === before ? id : one)));
  const scoring = doc['scoring'];
  if (isObject(scoring) && Array.isArray(scoring['unscored'])) scoring['unscored'] = scoring['unscored'].map((one) => (one === before ? id : one));
}

/** Shorter forms keep the instrument's order. */
export function moveItem(doc: JsonObject, from: number, to: number): void {
  shift(list(doc, 'items'), from, to);
  mapForms(doc, (ids) => inOrder(doc, ids));
}

// Options.

export function addOption(doc: JsonObject, item: JsonObject): void {
  list(item, 'options').push({ text: { ru: '' } });
  changePoints(doc, item, (points) => [...points, 0]);
}

export function removeOption(doc: JsonObject, item: JsonObject, index: number): void {
  list(item, 'options').splice(index, 1);
  changePoints(doc, item, (points) => points.filter((_, at) => at !== index));
}

export function moveOption(doc: JsonObject, item: JsonObject, from: number, to: number): void {
  const count = options(item).length;
  if (to < 0 || to >= count) return;
  shift(list(item, 'options'), from, to);
  changePoints(doc, item, (points) => {
    const moved = [...points];
    shift(moved, from, to);
    return moved;
  });
  const places = [...Array(count).keys()];
  shift(places, from, to);
  for (const entry of entriesOf(doc, idOf(item))) if (typeof entry['option'] === 'number') entry['option'] = places.indexOf(entry['option']);
}

// The key.

export const keys = (doc: JsonObject): JsonObject[] => (isObject(doc['scoring']) ? (objectsIn(doc['scoring'], 'keys') ?? []) : []);

const entriesOf = (doc: JsonObject, item: string): JsonObject[] =>
  keys(doc).flatMap((key) => (objectsIn(key, 'items') ?? []).filter((entry) => entry['item'] === item));

/** How an item feeds a scale; null when it does not. */
export const entryOf = (doc: JsonObject, scale: string, item: string): JsonObject | null =>
  keys(doc).filter((key) => key['scale'] === scale).flatMap((key) => objectsIn(key, 'items') ?? []).find((entry) => entry['item'] === item) ?? null;

export function setKeyed(doc: JsonObject, scale: string, item: JsonObject, isKeyed: boolean): void {
  const id = idOf(item);
  if (!isKeyed) return drop(doc, scale, id);
  if (entryOf(doc, scale, id) !== null) return;
  const entry: JsonObject = { item: id };
  if (keyingOf(formatOf(doc, item)) === 'points') entry['points'] = options(item).map(() => 0);
  enter(doc, scale, entry);
}

export function setReversed(doc: JsonObject, scale: string, item: string, isReversed: boolean): void {
  const entry = entryOf(doc, scale, item);
  if (entry === null) return;
  if (isReversed) entry['reverse'] = true;
  else delete entry['reverse'];
}

export function pointsOf(doc: JsonObject, scale: string, item: JsonObject, option: number): number {
  const points = entryOf(doc, scale, idOf(item))?.['points'];
  const value = Array.isArray(points) ? points[option] : 0;
  return typeof value === 'number' ? value : 0;
}

/** Without a point for any option an item does not feed the scale. */
export function setPoints(doc: JsonObject, scale: string, item: JsonObject, option: number, value: number): void {
  const id = idOf(item);
  const points = options(item).map((_, at) => (at === option ? value : pointsOf(doc, scale, item, at)));
  if (points.every((one) => one === 0)) return drop(doc, scale, id);
  const entry = entryOf(doc, scale, id);
  if (entry === null) enter(doc, scale, { item: id, points });
  else entry['points'] = points;
}

/** The scale an option of a best–worst set belongs to; empty for none. */
export const scaleOfOption = (doc: JsonObject, item: string, option: number): string =>
  wordIn(keys(doc).find((key) => (objectsIn(key, 'items') ?? []).some((entry) => entry['item'] === item && entry['option'] === option)) ?? {}, 'scale');

export function setScaleOfOption(doc: JsonObject, item: string, option: number, scale: string): void {
  for (const key of keys(doc)) {
    // A scale takes one option of a set, and an option belongs to one scale.
    key['items'] = (objectsIn(key, 'items') ?? []).filter((entry) => entry['item'] !== item || (entry['option'] !== option && key['scale'] !== scale));
  }
  if (scale !== '') enter(doc, scale, { item, option });
  tidy(doc);
}

export const isUnscored = (doc: JsonObject, item: string): boolean => isObject(doc['scoring']) && (namesIn(doc['scoring'], 'unscored') ?? []).includes(item);

export function setUnscored(doc: JsonObject, item: string, isUnscored: boolean): void {
  const before = isObject(doc['scoring']) ? (namesIn(doc['scoring'], 'unscored') ?? []) : [];
  if (before.includes(item) === isUnscored) return;
  const now = isUnscored ? [...before, item] : before.filter((one) => one !== item);
  if (now.length === 0) delete scoringOf(doc)['unscored'];
  else scoringOf(doc)['unscored'] = now;
}

export type MissingRule = 'prorate' | 'tolerate' | 'zero';
export const missingRules: readonly MissingRule[] = ['prorate', 'tolerate', 'zero'];

export const missingOf = (doc: JsonObject): JsonObject => (isObject(doc['scoring']) && isObject(doc['scoring']['missing']) ? doc['scoring']['missing'] : {});

export function setMissing(doc: JsonObject, rule: MissingRule): void {
  scoringOf(doc)['missing'] = rule === 'prorate' ? { rule, share: 0.75 } : rule === 'tolerate' ? { rule, blanks: 1 } : { rule };
}

// Shorter forms.

export function forms(doc: JsonObject): [string, string[]][] {
  const all = doc['forms'];
  return isObject(all) ? Object.keys(all).map((name) => [name, namesIn(all, name) ?? []]) : [];
}

/** A form with all items: those it leaves out are taken away next. */
export function addForm(doc: JsonObject): void {
  if (!isObject(doc['forms'])) doc['forms'] = {};
  const names = forms(doc).map(([name]) => name);
  doc['forms'][names.includes('short') ? freshName(names, 'short') : 'short'] = idsOf(items(doc));
}

export function removeForm(doc: JsonObject, name: string): void {
  if (!isObject(doc['forms'])) return;
  delete doc['forms'][name];
  if (Object.keys(doc['forms']).length === 0) delete doc['forms'];
}

export function setInForm(doc: JsonObject, name: string, item: string, isIn: boolean): void {
  if (!isObject(doc['forms'])) return;
  const before = namesIn(doc['forms'], name) ?? [];
  doc['forms'][name] = inOrder(doc, isIn ? [...before, item] : before.filter((one) => one !== item));
}

// What these share.

function list(parent: JsonObject, name: string): JsonObject[] {
  if (!Array.isArray(parent[name])) parent[name] = [];
  return parent[name] as JsonObject[];
}

function scoringOf(doc: JsonObject): JsonObject {
  if (!isObject(doc['scoring'])) doc['scoring'] = { missing: { rule: 'prorate', share: 0.75 }, keys: [] };
  return doc['scoring'];
}

function enter(doc: JsonObject, scale: string, entry: JsonObject): void {
  const known = keys(doc).find((key) => key['scale'] === scale);
  if (known === undefined) list(scoringOf(doc), 'keys').push({ scale, items: [entry] });
  else list(known, 'items').push(entry);
  sortEntries(doc);
}

function drop(doc: JsonObject, scale: string, item: string): void {
  for (const key of keys(doc)) if (key['scale'] === scale) key['items'] = (objectsIn(key, 'items') ?? []).filter((entry) => entry['item'] !== item);
  tidy(doc);
}

/** A scale that nothing feeds has no key. */
function tidy(doc: JsonObject): void {
  const scoring = doc['scoring'];
  if (isObject(scoring)) scoring['keys'] = keys(doc).filter((key) => (objectsIn(key, 'items') ?? []).length > 0);
}

/** Entries stand in the order of the items, and keys in that of the scales. */
function sortEntries(doc: JsonObject): void {
  const placeOf = new Map(idsOf(items(doc)).map((id, place) => [id, place]));
  const place = (id: Json | undefined): number => placeOf.get(typeof id === 'string' ? id : '') ?? placeOf.size;
  for (const key of keys(doc)) list(key, 'items').sort((one, other) => place(one['item']) - place(other['item']));
  const scaleIds = idsOf(scales(doc));
  list(scoringOf(doc), 'keys').sort((one, other) => scaleIds.indexOf(wordIn(one, 'scale')) - scaleIds.indexOf(wordIn(other, 'scale')));
}

function changePoints(doc: JsonObject, item: JsonObject, change: (points: Json[]) => Json[]): void {
  for (const entry of entriesOf(doc, idOf(item))) if (Array.isArray(entry['points'])) entry['points'] = change(entry['points']);
}

const inOrder = (doc: JsonObject, ids: readonly string[]): string[] => idsOf(items(doc)).filter((id) => ids.includes(id));

function mapForms(doc: JsonObject, change: (ids: string[]) => string[]): void {
  const all = doc['forms'];
  if (!isObject(all)) return;
  for (const [name, ids] of forms(doc)) all[name] = change(ids);
}
