import { describe, expect, it } from 'vitest';
import { merge } from '../../shared/names/merge';
import { decode } from '../../shared/files/decode';
import { readTable, writeTable } from '../../shared/names/table';

const entries = (text: string): [number, string][] => [...readTable(text)];

describe('a pasted table', () => {
  it('is a column of names in the order of the places', () => {
    expect(entries('Абрамова Анна\r\nБелов  Борис\r\n\r\nЁлкин Пётр\r\n')).toEqual([[1, 'Абрамова Анна'], [2, 'Белов Борис'], [4, 'Ёлкин Пётр']]);
  });

  it('may say the places, with any of the usual separators and a line of headings', () => {
    for (const sign of [';', '\t', ',']) expect(entries(`место${sign}имя\n3${sign}Ёлкин Пётр\n1${sign}Абрамова Анна`)).toEqual([[3, 'Ёлкин Пётр'], [1, 'Абрамова Анна']]);
  });

  it('passes over places no class has and cells behind the name', () => {
    expect(entries('0;А\n1;Белов;8А;прочее\n61;Я\n2;')).toEqual([[1, 'Белов']]);
    expect(entries('')).toEqual([]);
  });
});

describe('a file of names', () => {
  const list = new Map([[1, 'Абрамова "Аня"; Анна'], [3, '=1+1']]);

  it('comes back as it was written, with a mark for Excel and no formula', () => {
    const text = writeTable(list, 3, ['место', 'имя']);
    expect(text.startsWith('\uFEFFместо;имя\r\n')).toBe(true);
    expect(text).toContain("'=1+1");
    expect(new Map(readTable(text))).toEqual(list);
  });

  it('is read in UTF-8 and in windows-1251', () => {
    const old = Uint8Array.from([0x31, 0x3b, 0xc0, 0xed, 0xed, 0xe0]);
    expect(entries(decode(old.buffer))).toEqual([[1, 'Анна']]);
    expect(entries(decode(new TextEncoder().encode('\uFEFF1;Анна').buffer))).toEqual([[1, 'Анна']]);
  });
});

describe('two who write at once', () => {
  it('lose nothing of either', () => {
    const base = new Map([[1, 'А'], [2, 'Б'], [3, 'В']]);
    const mine = new Map([[1, 'А'], [2, 'Б моя'], [4, 'Г']]);
    const theirs = new Map([[1, 'А их'], [2, 'Б'], [3, 'В'], [5, 'Д']]);
    expect([...merge(base, mine, theirs)].sort()).toEqual([[1, 'А их'], [2, 'Б моя'], [4, 'Г'], [5, 'Д']]);
  });
});
