import { describe, expect, it } from 'vitest';
import { classKey, readClassName } from '../staff/names/file/className';
import spellings from './classNames.fixture.json';

describe('a class', () => {
  it('is read in every spelling as the server reads it', () => {
    expect(spellings.read.map(([written]) => [written, readClassName(written!)])).toEqual(spellings.read);
  });

  it('is none where nothing names one', () => {
    expect(spellings.none.map((written) => [written, readClassName(written)])).toEqual(spellings.none.map((written) => [written, null]));
  });

  it('has one key in two spellings', () => {
    expect(classKey('10 физмат')).toBe(classKey('10 ФИЗМАТ'));
  });
});
