import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { guides } from './guide/plugin';
import { precache } from './offline/precache';

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), guides(), precache()],
  // Vitest would otherwise take the server build of Svelte.
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    // The school's old machines: the last Chromium of Windows 7 and the last Firefox for it.
    target: ['chrome109', 'firefox115'],
    cssTarget: ['chrome109', 'firefox115'],
    // The content security policy allows no data: fonts or scripts, and nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        index: page('index.html'),
        result: page('result.html'),
        board: page('board.html'),
        setup: page('setup.html'),
        review: page('review.html'),
        region: page('region.html'),
        staff: page('staff.html'),
        parent: page('parent.html'),
        slip: page('slip.html'),
        verify: page('verify.html'),
        check: page('check.html'),
        guide: page('guide.html'),
        preview: page('preview.html'),
        insecure: page('insecure.html'),
        // The sheet of cards is the server's page and names this script, so its name has no hash.
        cards: page('cards/main.ts'),
        // So do the forms on paper.
        paper: page('paper/main.ts'),
      },
      output: { entryFileNames: (chunk) => (chunk.name === 'cards' || chunk.name === 'paper' ? '[name].js' : 'assets/[name]-[hash].js') },
    },
  },
  server: {
    // The guides are read from there.
    fs: { allow: ['.', '../../docs'] },
    proxy: {
      '/api': { target: 'http://127.0.0.1:5080' },
      '/hub': { target: 'ws://127.0.0.1:5080', ws: true },
    },
  },
  test: { environment: 'node', include: ['test/**/*.test.ts'] },
}));
