import { describe, expect, it } from 'vitest';
import type { AnswerFormat, BatteryPackage } from '../shared/net/wire';
import { again, begin, codeIn, digitsOf, emptyToEnd, isDone, itemsOf, press, type Keying } from '../staff/paper/keying';

const options = (count: number): { text: string }[] => Array.from({ length: count }, (_, at) => ({ text: `о${at}` }));

function form(...formats: [AnswerFormat, number][]): BatteryPackage {
  const step = (format: AnswerFormat, count: number, first: number) => ({
    id: `s${first}`, title: '', instruction: '', minutes: 1, first, formats: [format], items: [{ text: 'в', format: 0, ...(count > 0 ? { options: options(count) } : {}) }],
  });
  return { battery: 'b', version: '1', title: '', steps: formats.map(([format, count], at) => step(format, count, at)) };
}

const likert: AnswerFormat = { type: 'likert', first: 1, labels: ['a', 'b', 'c', 'd', 'e'] };
const multiple: AnswerFormat = { type: 'multipleChoice', least: 1, most: 2, exclusive: [3] };

/** What is keyed by these keys; a refused key is written with a cross. */
function keyed(content: BatteryPackage, keys: string[]): { keying: Keying; refused: string[] } {
  const items = itemsOf(content);
  const refused: string[] = [];
  let keying = begin(items);
  for (const key of keys) {
    const pressed = press(items, keying, key);
    if (pressed.kind === 'refused') refused.push(key);
    keying = pressed.keying;
  }
  return { keying, refused };
}

describe('keying a form', () => {
  it('takes a digit as an answer and goes on', () => {
    const content = form([likert, 0], [{ type: 'pair' }, 2], [{ type: 'singleChoice' }, 4]);
    const { keying, refused } = keyed(content, ['5', '3', '2', '4']);
    expect(keying.answers).toEqual(['5', '1', '3']);
    expect(refused).toEqual(['3']);
    expect(isDone(keying)).toBe(true);
  });

  it('says with a space or a zero that there is no answer, and never by itself', () => {
    const { keying, refused } = keyed(form([likert, 0], [likert, 0], [likert, 0]), [' ', '0', 'Enter']);
    expect(keying.answers).toEqual(['', '', null]);
    expect(refused).toEqual(['Enter']);
  });

  it('takes answers of several digits', () => {
    const content = form([{ type: 'bestWorst' }, 4], [multiple, 4], [{ type: 'ranking' }, 3], [{ type: 'slider', low: '', high: '' }, 0], [{ type: 'number', min: -5, max: 20, decimals: 1 }, 0]);
    const { keying, refused } = keyed(content, ['3', '3', '1', '2', '1', 'Enter', '3', '1', '2', '1', '0', 'Enter', '1', '2', ',', '5', 'Enter']);
    expect(keying.answers).toEqual(['2>0', '0+1', '1>2>0', '10', '12.5']);
    expect(refused).toEqual(['3']);
  });

  it('refuses what the form does not have', () => {
    expect(keyed(form([multiple, 4]), ['1', '4', 'Enter']).keying.answers).toEqual([null]);
    expect(keyed(form([multiple, 4]), ['1', '2', '3', 'Enter']).keying.answers).toEqual([null]);
    expect(keyed(form([multiple, 4]), ['4', 'Enter']).keying.answers).toEqual(['3']);
    expect(keyed(form([{ type: 'number', min: 0, max: 9, decimals: 0 }, 0]), ['1', '2', 'Enter']).keying.answers).toEqual([null]);
    expect(keyed(form([{ type: 'slider', low: '', high: '' }, 0]), ['0', '1', 'Enter']).keying.answers).toEqual([null]);
  });

  it('goes back to an answer and changes it', () => {
    const { keying } = keyed(form([likert, 0], [likert, 0]), ['1', '2', 'Backspace', 'Backspace', '4', '5']);
    expect(keying.answers).toEqual(['4', '5']);
    const looked = keyed(form([likert, 0], [likert, 0]), ['1', 'ArrowLeft', 'ArrowRight', 'ArrowRight']);
    expect([looked.keying.place, looked.refused]).toEqual([1, ['ArrowRight']]);
  });

  it('takes options beyond nine as numbers', () => {
    expect(keyed(form([{ type: 'singleChoice' }, 12]), ['1', '2', 'Enter']).keying.answers).toEqual(['11']);
    expect(keyed(form([{ ...multiple, most: 3 }, 12]), ['1', '+', '1', '1', 'Enter']).keying.answers).toEqual(['0+10']);
  });

  it('leaves the rest of a part empty, and no other part', () => {
    const content = form([likert, 0], [likert, 0]);
    content.steps[0]!.items.push({ text: 'в', format: 0 });
    content.steps[1]!.first = 2;
    const items = itemsOf(content);
    const keying = emptyToEnd(items, press(items, begin(items), '4').keying);
    expect([keying.answers, keying.place]).toEqual([['4', '', null], 2]);
  });

  it('goes through what stands on the paper alone where tasks are chosen by the answers', () => {
    const content = form([{ type: 'singleChoice' }, 2], [likert, 0]);
    const step = content.steps[0]!;
    step.items.push(...Array.from({ length: 4 }, () => ({ text: 'в', format: 0, options: options(2) })));
    step.adaptive = { most: 2, order: [1, 3, 0, 2, 4] };
    content.steps[1]!.first = 5;
    const items = itemsOf(content);
    expect(items.filter((one) => one.isPrinted).map((one) => one.at)).toEqual([1, 3, 5]);
    const { keying } = keyed(content, ['2', '1', '4']);
    expect([keying.answers, isDone(keying)]).toEqual([[null, '1', null, '0', null, '4'], true]);
  });

  it('keys again what two keyings say differently, and nothing else', () => {
    const items = itemsOf(form([likert, 0], [likert, 0], [likert, 0]));
    let keying = begin(items);
    for (const key of '123') keying = press(items, keying, key).keying;
    keying = again(keying, [1]);
    expect([keying.answers, isDone(keying)]).toEqual([['1', null, '3'], false]);
    keying = press(items, keying, '5').keying;
    expect([keying.answers, isDone(keying)]).toEqual([['1', '5', '3'], true]);
  });

  it('shows what stands on the paper', () => {
    const items = itemsOf(form([{ ...likert, first: 0 }, 0], [{ type: 'bestWorst' }, 4], [multiple, 4], [{ type: 'ranking' }, 3]));
    expect(['0', '2>0', '0+2', '1>2>0'].map((value, at) => digitsOf(items[at]!, value))).toEqual(['1', '3 > 1', '1, 3', '3 1 2']);
    expect(digitsOf(items[0]!, '')).toBe('');
  });

  it('finds the code in what a scanner types', () => {
    expect(codeIn('https://school.test/#AAAA-BBBB-CCCC')).toBe('AAAA-BBBB-CCCC');
    expect(codeIn('  aaaa bbbb cccc ')).toBe('aaaa bbbb cccc');
  });
});
