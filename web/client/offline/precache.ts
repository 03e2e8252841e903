import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Writes `sw.js`: the worker with the list of what the student's page loads, sooner or later; the other language is left to the network. */
export function precache(): Plugin {
  return {
    name: 'precache',
    enforce: 'post',
    apply: 'build',
    generateBundle(_options, bundle) {
      const found = new Set<string>();
      const follow = (file: string): void => {
        const chunk = bundle[file];
        if (found.has(file) || chunk?.type !== 'chunk' || /(^|\.)en$/.test(chunk.name)) return;
        found.add(file);
        for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
        for (const next of [...chunk.imports, ...chunk.dynamicImports]) follow(next);
      };
      for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk' && chunk.isEntry && chunk.name === 'index') follow(chunk.fileName);
      if (found.size === 0) throw new Error('precache: the student\'s page was not found');
      for (const file of Object.keys(bundle)) if (file.endsWith('.woff2')) found.add(file);
      const assets = ['/', '/icon.svg', ...[...found].sort().map((file) => `/${file}`)];
      const version = createHash('sha256').update(assets.join(' ')).digest('hex').slice(0, 12);
      const worker = readFileSync(new URL('worker.js', import.meta.url), 'utf8');
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: `const assets = ${JSON.stringify(assets)};\nconst version = '${version}';\n${worker}`,
      });
    },
  };
}
