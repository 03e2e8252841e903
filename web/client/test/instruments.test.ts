import { Ajv2020 } from 'ajv/dist/2020.js';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../../engine/Instruments/', import.meta.url));
const schema = JSON.parse(readFileSync(`${folder}instrument.schema.json`, 'utf8')) as object;
const library = `${folder}Library`;
const files = existsSync(library)
  ? (readdirSync(library, { recursive: true }) as string[]).filter((name) => name.endsWith('instrument.json'))
  : [];

describe('the built-in instruments', () => {
  it('are all read', () => {
    const expected = existsSync(library)
      ? readdirSync(library, { withFileTypes: true })
          .filter((entry) => entry.isDirectory())
          .reduce((sum, entry) => sum + readdirSync(`${library}/${entry.name}`, { withFileTypes: true }).filter((version) => version.isDirectory()).length, 0)
      : 0;
    expect(files.length).toBe(expected);
  });

  for (const file of files) {
    it(`${file} obeys the schema`, () => {
      const validate = new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(schema);
      validate(JSON.parse(readFileSync(`${library}/${file}`, 'utf8')));
      expect(validate.errors ?? []).toEqual([]);
    });
  }
});
