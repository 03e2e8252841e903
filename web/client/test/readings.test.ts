import { Ajv2020 } from 'ajv/dist/2020.js';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const engine = fileURLToPath(new URL('../../../engine/', import.meta.url));
const schema = JSON.parse(readFileSync(`${engine}Readings/readings.schema.json`, 'utf8')) as object;
const library = `${engine}Instruments/Library`;
const files = (readdirSync(library, { recursive: true }) as string[]).filter((name) => name.endsWith('readings.json'));

describe('the built-in readings', () => {
  it('are there', () => expect(files).not.toEqual([]));

  for (const file of files) {
    it(`${file} obeys the schema`, () => {
      const validate = new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(schema);
      validate(JSON.parse(readFileSync(`${library}/${file}`, 'utf8')));
      expect(validate.errors ?? []).toEqual([]);
    });
  }
});
