// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { download } from '../shared/files/download';

it('hands a file to downloads by a name that is no path', () => {
  const made: string[] = [];
  const address = vi.fn(() => 'blob:1');
  Object.assign(URL, { createObjectURL: address, revokeObjectURL: vi.fn() });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    made.push(this.download);
  });
  download(new Blob(['a']), '..\\Школа № 1/9А: "лист"?.pdf');
  expect(made).toEqual(['.. Школа № 1 9А   лист  .pdf']);
  expect(address).toHaveBeenCalledOnce();
});

it('is the only way a file leaves the pages', () => {
  // The browser's own URL of this test knows no files.
  const root = join(import.meta.dirname, '..');
  const rooms = readdirSync(root, { withFileTypes: true }).filter((one) => one.isDirectory() && !['node_modules', 'test', 'mock'].includes(one.name));
  const files = rooms.flatMap(({ name }) => (readdirSync(join(root, name), { recursive: true }) as string[]).map((file) => `${name}/${file}`)).filter((file) => /\.(?:ts|svelte)$/.test(file));
  expect(files.length).toBeGreaterThan(200);
  expect(files.filter((file) => readFileSync(join(root, file), 'utf8').includes('createObjectURL'))).toEqual(['shared/files/download.ts']);
});
