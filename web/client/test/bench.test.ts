import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { base64, isPackage } from '../region/bench/bench.svelte';
import { Draft } from '../region/bench/draft.svelte';
import { freshName, objectOf, shift, toldValue, writeText, type JsonObject } from '../region/bench/json';
import * as model from '../region/bench/model';
import { fieldsOf, itemOf, marksOf, placeNow } from '../region/bench/places';
import { Region } from '../region/region.svelte';
import type { Finding } from '../shared/net/benchWire';
import { Trial } from '../preview/trial.svelte';

const starts = '../../engine/Bench/Starts/';
const start = (name: string): JsonObject => objectOf(readFileSync(new URL(`../${starts}${name}.json`, import.meta.url), 'utf8'))!;
const keyOf = (doc: JsonObject, scale: string): unknown => model.keys(doc).find((key) => key['scale'] === scale)?.['items'];
const finding = (path: string, severity: Finding['severity'] = 'error'): Finding => ({ severity, called: 'Ошибка', rule: 'fault', path, place: path, message: 'Так нельзя.', advice: null });

describe('an instrument as a form edits it', () => {
  it('knows every start and every built-in instrument, and changes nothing by looking', () => {
    const library = new URL('../../../engine/Instruments/Library/', import.meta.url);
    const texts = [
      ...['ratings', 'tasks', 'pairs'].map((name) => new URL(`../${starts}${name}.json`, import.meta.url)),
      ...readdirSync(library, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('instrument.json')).map((name) => new URL(name, library)),
    ].map((file) => readFileSync(file, 'utf8'));
    expect(texts.length).toBeGreaterThan(20);
    for (const text of texts) {
      const doc = objectOf(text)!;
      expect(model.isEditable(doc)).toBe(true);
      expect(model.items(doc).every((item) => model.formatOf(doc, item) !== null && model.calledItem(item) !== '')).toBe(true);
      expect(doc).toEqual(JSON.parse(text));
    }
  });

  it('leaves to the text what it cannot show', () => {
    for (const broken of [{ items: 1 }, { scales: [1] }, { items: [{ options: 'x' }] }, { formats: { a: 1 } }, { forms: { a: [1] } }, { scoring: [] }, { scoring: { keys: [{ items: 1 }] } }, { scoring: { unscored: [1] } }]) {
      expect(model.isEditable(broken as unknown as JsonObject)).toBe(false);
    }
    expect(model.isEditable({})).toBe(true);
    expect(['[]', '1', '', '{'].map(objectOf)).toEqual([null, null, null, null]);
  });

  it('adds an item that is answered as the last one, and feeds a scale with it', () => {
    const doc = start('ratings');
    model.addItem(doc);
    const added = model.items(doc)[2]!;
    expect(added).toEqual({ id: 'q3', format: 'wish', text: { ru: '' } });
    model.setKeyed(doc, 'scale-1', added, true);
    model.setKeyed(doc, 'scale-1', added, true);
    model.setReversed(doc, 'scale-1', 'q3', true);
    expect(keyOf(doc, 'scale-1')).toEqual([{ item: 'q1' }, { item: 'q2' }, { item: 'q3', reverse: true }]);
    model.setReversed(doc, 'scale-1', 'q3', false);
    expect(keyOf(doc, 'scale-1')).toEqual([{ item: 'q1' }, { item: 'q2' }, { item: 'q3' }]);
  });

  it('takes keys, forms and the unscored along when an item goes, moves or is called otherwise', () => {
    const doc = start('ratings');
    model.addItem(doc);
    model.setKeyed(doc, 'scale-1', model.items(doc)[2]!, true);
    model.addForm(doc);
    model.setInForm(doc, 'short', 'q2', false);
    model.setUnscored(doc, 'q1', true);
    model.renameItem(doc, 0, 'first');
    model.moveItem(doc, 2, 0);
    expect(model.idsOf(model.items(doc))).toEqual(['q3', 'first', 'q2']);
    expect(model.forms(doc)).toEqual([['short', ['q3', 'first']]]);
    expect([model.isUnscored(doc, 'first'), model.isUnscored(doc, 'q1')]).toEqual([true, false]);
    expect(model.entryOf(doc, 'scale-1', 'first')).toEqual({ item: 'first' });
    model.removeItem(doc, 1);
    expect(keyOf(doc, 'scale-1')).toEqual([{ item: 'q2' }, { item: 'q3' }]);
    expect([model.forms(doc), 'unscored' in (doc['scoring'] as JsonObject)]).toEqual([[['short', ['q3']]], false]);
    model.setInForm(doc, 'short', 'q2', true);
    expect(model.forms(doc)).toEqual([['short', ['q3', 'q2']]]);
    model.removeForm(doc, 'short');
    expect(doc['forms']).toBeUndefined();
  });

  it('keeps points beside their options', () => {
    const doc = start('tasks');
    const item = model.items(doc)[0]!;
    const scale = model.idOf(model.scales(doc)[0]!);
    const points = (): number[] => model.options(item).map((_, at) => model.pointsOf(doc, scale, item, at));
    const before = points();
    expect(before.filter((one) => one === 1)).toHaveLength(1);
    const right = before.indexOf(1);
    const last = before.length - 1;
    model.moveOption(doc, item, right, last);
    expect(points()).toEqual(before.map((_, at) => (at === last ? 1 : 0)));
    model.addOption(doc, item);
    expect(points()).toEqual([...before.map((_, at) => (at === last ? 1 : 0)), 0]);
    model.removeOption(doc, item, 0);
    expect(points().indexOf(1)).toBe(last - 1);
    model.setPoints(doc, scale, item, last - 1, 0);
    expect(model.entryOf(doc, scale, model.idOf(item))).toBeNull();
    model.setPoints(doc, scale, item, 0, 3);
    expect(points()[0]).toBe(3);
  });

  it('gives an option of a best–worst set to one scale, and a scale one option', () => {
    const doc = start('ratings');
    model.addScale(doc);
    const name = model.addFormat(doc, 'bestWorst');
    const item = model.items(doc)[0]!;
    model.setFormat(doc, item, name);
    expect([model.options(item).length, model.entryOf(doc, 'scale-1', 'q1')]).toEqual([4, null]);
    model.setScaleOfOption(doc, 'q1', 0, 'scale-1');
    model.setScaleOfOption(doc, 'q1', 2, 'scale-1');
    model.setScaleOfOption(doc, 'q1', 3, 'scale-2');
    expect([0, 1, 2, 3].map((option) => model.scaleOfOption(doc, 'q1', option))).toEqual(['', '', 'scale-1', 'scale-2']);
    model.moveOption(doc, item, 3, 0);
    expect([0, 1, 2, 3].map((option) => model.scaleOfOption(doc, 'q1', option))).toEqual(['scale-2', '', '', 'scale-1']);
    model.setScaleOfOption(doc, 'q1', 0, '');
    expect(model.keys(doc).map((key) => key['scale'])).toEqual(['scale-1']);
  });

  it('fits options and key to another format', () => {
    const doc = start('ratings');
    const item = model.items(doc)[0]!;
    model.setFormat(doc, item, model.addFormat(doc, 'pair'));
    expect([model.options(item).length, model.entryOf(doc, 'scale-1', 'q1')]).toEqual([2, { item: 'q1', points: [0, 0] }]);
    model.setFormat(doc, item, model.addFormat(doc, 'number'));
    expect([item['options'], model.entryOf(doc, 'scale-1', 'q1')]).toEqual([undefined, null]);
    expect([model.addFormat(doc, 'pair'), model.isUsed(doc, 'pair1')]).toEqual(['pair1', false]);
    model.removeFormat(doc, 'wish');
    model.removeFormat(doc, 'pair1');
    expect(model.formats(doc).map(([format]) => format)).toEqual(['wish', 'pair', 'number']);
  });

  it('takes the key along with a scale', () => {
    const doc = start('ratings');
    model.renameScale(doc, 0, 'people');
    expect(keyOf(doc, 'people')).toEqual([{ item: 'q1' }, { item: 'q2' }]);
    model.addScale(doc);
    model.moveScale(doc, 1, 0);
    expect(model.idsOf(model.scales(doc))).toEqual(['scale-1', 'people']);
    model.removeScale(doc, 1);
    expect(model.keys(doc)).toEqual([]);
    model.setMissing(doc, 'tolerate');
    expect(model.missingOf(doc)).toEqual({ rule: 'tolerate', blanks: 1 });
  });

  it('tells a part by its Russian words, and what has none as it is', () => {
    expect(toldValue('{"id":"q1","text":{"ru":"Чинить","en":"Mend"},"options":[{"text":{"ru":"Да"}}]}')).toBe('Чинить · Да');
    expect(['{"item":"q1"}', '{"text":{"ru":"Чин…', '1.0.0', 'null', '5'].map(toldValue)).toEqual(['{"item":"q1"}', '{"text":{"ru":"Чин…', '1.0.0', 'null', '5']);
  });

  it('writes Russian beside other languages, and lets go of what need not be there', () => {
    const doc: JsonObject = { title: { ru: 'Было', en: 'Was' }, note: { ru: 'Норм нет' } };
    writeText(doc, 'title', 'Стало');
    writeText(doc, 'note', '', false);
    writeText(doc, 'meaning', '');
    expect(doc).toEqual({ title: { ru: 'Стало', en: 'Was' }, meaning: { ru: '' } });
    writeText(doc, 'title', '', false);
    expect(doc['title']).toEqual({ ru: '', en: 'Was' });
    const list = [1, 2, 3];
    shift(list, 0, 2);
    shift(list, 0, -1);
    expect([list, freshName(['q1', 'q3'], 'q')]).toEqual([[2, 3, 1], 'q2']);
  });
});

describe('where a finding leads', () => {
  it('follows what moved, and nowhere where it went', () => {
    const checked = start('ratings');
    const now = start('ratings');
    model.moveItem(now, 0, 1);
    expect(placeNow('$.items[0].text.ru', checked, now)).toBe('$.items[1].text');
    expect(placeNow('$.scoring.keys[0].items[1]', checked, now)).toBe('$.items[0].key');
    expect([placeNow('$.scales[0]', checked, now), placeNow('$.title.ru', checked, now), placeNow('$.forms.short', checked, now)]).toEqual(['$.scales[0]', '$.title', '$.forms.short']);
    model.removeItem(now, 1);
    expect([placeNow('$.items[0].text.ru', checked, now), placeNow('$.items[9]', checked, now)]).toEqual([null, null]);
    expect([...marksOf([finding('$.items[1].text.ru'), finding('$.items[1]', 'info')], checked, now).keys()]).toEqual(['$.items[0].text']);
  });

  it('is found by ever wider places, an item by its words', () => {
    expect(fieldsOf('$.items[3].options[1].text')).toEqual(['$.items[3].options[1].text', '$.items[3].options[1]', '$.items[3].options', '$.items[3]', '$.items']);
    expect([fieldsOf('$.items[3]'), fieldsOf('$.scales[0]'), fieldsOf('$')]).toEqual([['$.items[3].text', '$.items[3]', '$.items'], ['$.scales[0].title', '$.scales[0]', '$.scales'], []]);
    expect([itemOf('$.items[12].text'), itemOf('$.items')]).toEqual([12, null]);
  });
});

describe('a draft on the screen', () => {
  const text = JSON.stringify(start('ratings'));
  const opened = (): Draft => {
    const draft = new Draft('d', 'w', new Region());
    draft.saved = { revision: 1, text, isWhole: true, findings: [finding('$.items[0].text.ru')], scales: [], respondents: 0 };
    [draft.text, draft.doc] = [text, objectOf(text)];
    return draft;
  };

  it('stays letter by letter until the form changes something', () => {
    const draft = opened();
    expect([draft.written === text, draft.isChanged]).toEqual([true, false]);
    draft.turn('text');
    draft.turn('form');
    expect(draft.written).toBe(text);
    draft.doc!['version'] = '2.0.0';
    expect([objectOf(draft.written)!['version'], draft.isChanged]).toEqual(['2.0.0', true]);
    expect([...draft.marks.keys()]).toEqual(['$.items[0].text']);
  });

  it('is one text in both views, and no form while it is none', () => {
    const draft = opened();
    draft.doc!['version'] = '2.0.0';
    draft.turn('text');
    expect(objectOf(draft.text)!['version']).toBe('2.0.0');
    draft.type('{');
    expect([draft.turn('form'), draft.view, draft.isBroken, draft.written]).toEqual([false, 'text', true, '{']);
    draft.type(text);
    expect([draft.turn('form'), draft.isBroken, draft.isChanged]).toEqual([true, false, false]);
  });
});

describe('a file', () => {
  it('is a package or an instrument by how it begins', () => {
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    expect([isPackage(bytes('PK\u0003\u0004')), isPackage(bytes('\ufeff<?xml')), isPackage(bytes('{"schema":1}'))]).toEqual([true, true, false]);
    expect(base64(new Uint8Array(100_000).fill(255))).toBe(Buffer.alloc(100_000, 255).toString('base64'));
  });
});

describe('a draft with a student’s eyes', () => {
  const trial = (seconds?: number): Trial =>
    new Trial({
      battery: 'b',
      version: '1.0.0',
      title: '',
      steps: [{ id: 's', title: '', instruction: '', minutes: 1, first: 0, formats: [{ type: 'pair' }], items: [{ text: 'a', format: 0 }, { text: 'b', format: 0 }], ...(seconds === undefined ? {} : { seconds }) }],
    });

  it('begins with its words and goes to its end', () => {
    const seen = trial();
    expect(seen.isIntro).toBe(true);
    seen.begin(seen.item!);
    expect([seen.isIntro, seen.position, seen.canGoBack(1)]).toEqual([false, 0, true]);
    seen.answer(0, '1');
    seen.goTo(1);
    seen.answer(1, '');
    seen.goTo(2);
    expect([seen.item, seen.answered, seen.valueOf(0)]).toEqual([undefined, 1, '1']);
  });

  it('ends a section with its time', () => {
    const seen = trial(60);
    seen.begin(seen.item!);
    seen.timeOver(seen.item!.step);
    expect([seen.item, seen.timeIsUp]).toEqual([undefined, true]);
  });
});
