import { Ajv2020 } from 'ajv/dist/2020.js';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../../engine/Batteries/', import.meta.url));
const read = (path: string): Record<string, unknown> => JSON.parse(readFileSync(folder + path, 'utf8')) as Record<string, unknown>;
const validate = new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(read('battery.schema.json'));
const files = (readdirSync(`${folder}Library`, { recursive: true }) as string[]).filter((name) => name.endsWith('battery.json'));

describe('the built-in batteries', () => {
  for (const file of files) {
    it(`${file} obeys the schema`, () => {
      validate(read(`Library/${file}`));
      expect(validate.errors ?? []).toEqual([]);
    });
  }

  it('are refused with a sitting of zero, a word for optional, or a section left out without its text', () => {
    const sample = read('Library/lesson-reader-8-9/1.0.0/battery.json') as { steps: object[]; leftOut: object[] };
    const refused = (change: object): boolean => !validate({ ...sample, ...change });
    expect(refused({})).toBe(false);
    expect(refused({ steps: [{ ...sample.steps[0], sitting: 0 }] })).toBe(true);
    expect(refused({ steps: [{ ...sample.steps[0], optional: 'yes' }] })).toBe(true);
    expect(refused({ leftOut: [{ title: { ru: 'Фигуры' } }] })).toBe(true);
  });
});
