import type { Finding } from '../../shared/net/benchWire';
import { idOf, items, keys, scales } from './model';
import { objectsIn, wordIn, type JsonObject } from './json';

/**
 * Where a finding's place stands by now: findings are about the text that was checked, and items and scales may have moved since. A place of the key is its item's.
 * Null where what it names is gone. A text is called without its language, as its field is.
 */
export function placeNow(path: string, checked: JsonObject, now: JsonObject): string | null {
  const keyed = /^\$\.scoring\.keys\[(\d+)\]\.items\[(\d+)\]/.exec(path);
  if (keyed !== null) {
    const entry = (objectsIn(keys(checked)[Number(keyed[1])] ?? {}, 'items') ?? [])[Number(keyed[2])];
    const place = placeOf(items(now), wordIn(entry ?? {}, 'item'));
    return place === null ? null : `$.items[${place}].key`;
  }
  const listed = /^\$\.(items|scales)\[(\d+)\](.*)$/.exec(path);
  if (listed === null) return withoutLanguage(path);
  const of = listed[1] === 'items' ? items : scales;
  const one = of(checked)[Number(listed[2])];
  const place = one === undefined ? null : placeOf(of(now), idOf(one));
  return place === null ? null : withoutLanguage(`$.${listed[1]}[${place}]${listed[3]}`);
}

/** Findings by the place they are about now. */
export function marksOf(findings: readonly Finding[], checked: JsonObject, now: JsonObject): Map<string, Finding[]> {
  const marks = new Map<string, Finding[]>();
  for (const finding of findings) {
    const place = finding.severity === 'info' ? null : placeNow(finding.path, checked, now);
    if (place !== null) marks.set(place, [...(marks.get(place) ?? []), finding]);
  }
  return marks;
}

/** The item a place is in. */
export function itemOf(place: string): number | null {
  const found = /^\$\.items\[(\d+)\]/.exec(place);
  return found === null ? null : Number(found[1]);
}

/** Fields that may stand for a place, the likeliest first: of an item or scale as a whole its words, then the place itself, then ever wider ones. */
export function fieldsOf(place: string): string[] {
  const all = /^\$\.(items|scales)\[\d+\]$/.test(place) ? [`${place}.${place.startsWith('$.items') ? 'text' : 'title'}`] : [];
  for (let here = place; here !== '$' && here !== ''; here = here.replace(/(\.[^.[\]]*|\[[^\]]*\])$/, '')) all.push(here);
  return all;
}

const withoutLanguage = (path: string): string => path.replace(/\.[a-z]{2}$/, '');

function placeOf(list: readonly JsonObject[], id: string): number | null {
  const place = list.findIndex((one) => idOf(one) === id);
  return id === '' || place < 0 ? null : place;
}
