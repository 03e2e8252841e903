import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { readGuide } from './read';

/** `x.md?guide` is a guide as data, `x.md?title` its title alone. */
export function guides(): Plugin {
  return {
    name: 'guides',
    enforce: 'pre',
    load(id) {
      const [, file, wish] = /^(.+\.md)\?(guide|title)$/.exec(id) ?? [];
      if (file === undefined) return null;
      this.addWatchFile(file);
      const guide = readGuide(readFileSync(file, 'utf8'));
      return { code: `export default ${JSON.stringify(wish === 'title' ? guide.title : guide)};`, moduleType: 'js', map: null };
    },
  };
}
