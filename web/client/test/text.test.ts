import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { format } from '../shared/text/text';

type Texts = Record<string, string>;
const folder = new URL('../shared/text/', import.meta.url);
const read = (name: string): Texts => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Texts;
/** The catalogues by name; the one of every page, `ru.json`, has none. */
const catalogues = new Map(
  readdirSync(folder)
    .filter((file) => /(?:^|\.)ru\.json$/.test(file))
    .map((file) => [file.replace(/\.?ru\.json$/, ''), { ru: read(file), en: read(file.replace(/ru\.json$/, 'en.json')) }] as const),
);
const ru: Texts = Object.assign({}, ...[...catalogues.values()].map((catalogue) => catalogue.ru));
const en: Texts = Object.assign({}, ...[...catalogues.values()].map((catalogue) => catalogue.en));

describe('a text', () => {
  it('keeps a number with its sign on one line', () => {
    expect(format('{school}, класс 9А', { school: 'Гимназия № 4' }, 'ru')).toBe('Гимназия №\u00a04, класс 9А');
  });
});

describe('numbers', () => {
  it('are written in the language of the page, never in that of the browser', () => {
    const client = new URL('../', import.meta.url);
    const sources = readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(?:ts|svelte)$/.test(file) && !/^(?:node_modules|test)\b/.test(file));
    expect(sources.length).toBeGreaterThan(300);
    expect(sources.filter((file) => /toLocale\w*String\(\)/.test(readFileSync(new URL(file, client), 'utf8')))).toEqual([]);
  });
});

describe('the catalogues', () => {
  it('have the same keys', () => {
    expect(catalogues.size).toBeGreaterThan(10);
    for (const [name, texts] of catalogues) expect([name, Object.keys(texts.en).sort()]).toEqual([name, Object.keys(texts.ru).sort()]);
  });

  it('say nothing twice', () => {
    const all = [...catalogues.values()].map((catalogue) => catalogue.ru);
    for (const [index, texts] of all.entries()) expect(Object.keys(texts).filter((key) => all.slice(index + 1).some((later) => key in later))).toEqual([]);
  });

  it('have no key twice: a reader keeps the last and says nothing', () => {
    const folder = new URL('../shared/text/', import.meta.url);
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      const keys = [...readFileSync(new URL(file, folder), 'utf8').matchAll(/^ {2}"([^"]+)":/gm)].map(([, key]) => key!);
      expect([file, keys.filter((key, at) => keys.indexOf(key) !== at)]).toEqual([file, []]);
    }
  });

  it('leave nothing empty and nothing Russian in English', () => {
    expect(Object.entries(ru).filter(([, text]) => text.trim() === '')).toEqual([]);
    expect(Object.entries(en).filter(([, text]) => text.trim() === '' || /[а-яё]{3}/i.test(text))).toEqual([]);
  });

  it('use the same parameters', () => {
    const names = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1]!))].sort();
    for (const [key, text] of Object.entries(ru)) expect([key, names(en[key]!)]).toEqual([key, names(text)]);
  });
});

describe('a variant for parents or colleagues', () => {
  it('stands beside its key and names no parameter the key does not', () => {
    const texts: Texts = { ...catalogues.get('')!.ru, ...catalogues.get('result')!.ru, ...catalogues.get('protocol')!.ru };
    const names = (text: string): string[] => [...text.matchAll(/\{(\w+)/g)].map((match) => match[1]!);
    for (const [key, text] of Object.entries(texts).filter(([name]) => /\.(?:parent|colleague)$/.test(name))) {
      const plain = texts[key.replace(/\.(?:parent|colleague)$/, '')];
      expect([key, plain !== undefined]).toEqual([key, true]);
      for (const name of names(text)) expect([key, names(plain!)]).toEqual([key, expect.arrayContaining([name])]);
    }
  });
});

/** The sources that may name the texts of a catalogue: those that bring it along. */
const namedBy: Record<string, RegExp> = {
  addressed: /^staff\/addressed\//,
  athome: /^student\/AtHome\.svelte$/,
  bench: /^(?:preview|region\/bench)\//,
  content: /^region\/content\//,
  consilium: /^review\/consilium\//,
  day: /^region\//,
  decision: /^review\/decision\//,
  entered: /^region\/(?:entered|demand)\//,
  demand: /^region\/demand\/|^report\/tables\/ofDemand\.ts$/,
  exports: /^region\/exports\//,
  figures: /^region\/figures\/|^report\/tables\/ofFigures\.ts$|^region\/linking\/|^report\/tables\/ofModels\.ts$/,
  groups: /^review\/groups\//,
  indicators: /^region\/(?:indicators|demand)\/|^report\/tables\//,
  guide: /^guide\//,
  // The server says these on its own.
  leaflet: /^$/,
  methods: /^(?:review\/methods|report)\/|^review\/profile\/besideFile\.ts$/,
  models: /^region\/(?:figures|linking)\/|^report\/tables\/ofModels\.ts$/,
  message: /^class\/|^student\/Said\.svelte$/,
  observer: /^(?:review\/observers|staff\/addressed)\/|^review\/profile\/besideFile\.ts$/,
  paper: /^$/,
  parent: /^parent\//,
  parents: /^review\/parents\/|^review\/profile\/besideFile\.ts$/,
  portfolio: /^portfolio\//,
  preparation: /^region\/preparation\/|^report\/tables\/ofReminders\.ts$/,
  protocol: /^review\/profile\//,
  ready: /^(?:check|staff\/ready)\//,
  region: /^region\//,
  report: /^report\/|^review\/profile\/(?:file|save)\.ts$/,
  result: /^(?:result|report|review\/profile)\//,
  review: /^(?:review|report\/tables)\//,
  roster: /^region\/import\//,
  server: /^region\/server\//,
  sittings: /^staff\/sittings\//,
  summary: /^staff\/summary\//,
  links: /^region\/links\/|^report\/tables\/ofLinks\.ts$/,
  slip: /^(?:slip|shared\/slip)\/|^student\/Slip\.svelte$/,
  staff: /^(?:staff|setup|review|region|class|cards|shared\/(?:names|words))\//,
  verify: /^(?:verify|portfolio)\//,
  yearReport: /^(?:region\/report|report)\//,
};

describe('the pages', () => {
  const root = new URL('../', import.meta.url);
  const sources = ['student', 'class', 'setup', 'cards', 'staff', 'report', 'result', 'review', 'region', 'parent', 'slip', 'check', 'guide', 'portfolio', 'preview', 'verify', 'shared'].flatMap((folder) =>
    (readdirSync(new URL(folder, root), { recursive: true }) as string[])
      .filter((name) => /\.(svelte|ts)$/.test(name))
      .map((name) => ({ name: `${folder}/${name}`, text: readFileSync(new URL(`${folder}/${name}`, root), 'utf8') })),
  );

  it('hand every text the parameters it names', () => {
    const faults: string[] = [];
    for (const { name, text } of sources) {
      for (const [, key, params] of text.matchAll(/\b(?:t|say)\('([^']+)'(?:, \{([^}]*)\})?\)/g)) {
        const wanted = new Set([...(ru[key!] ?? '').matchAll(/\{(\w+)/g)].map((match) => match[1]));
        const given = new Set([...(params ?? '').matchAll(/(?:^|,)\s*(\w+)/g)].map((match) => match[1]));
        for (const one of wanted) if (!given.has(one)) faults.push(`${name}: ${key} lacks ${one}`);
      }
    }
    expect(faults).toEqual([]);
  });

  it('tell a year as a year, not as a number of thousands', () => {
    const faults = sources.flatMap(({ name, text }) => [...text.matchAll(/\bt\('[^']+', \{[^}]*\byear(?:: (?!String\()([^,}]+))?[,} ]/g)].map(([call]) => `${name}: ${call}`));
    expect(faults).toEqual([]);
  });

  it('bring the texts they name along', () => {
    const strangers = (own: RegExp, texts: Texts): string[] =>
      sources
        .filter(({ name }) => !own.test(name))
        .flatMap(({ name, text }) => [...text.matchAll(/'([\w.-]+)'/g)].filter(([, key]) => key! in texts).map(([, key]) => `${name}: ${key}`));
    for (const [name, texts] of catalogues) if (name !== '') expect([name, strangers(namedBy[name]!, texts.ru)]).toEqual([name, []]);
  });

  it('say nothing past the catalogue', () => {
    const cyrillic = sources.filter(({ name, text }) => name.endsWith('.svelte') && /[а-яё]{3}/i.test(text.replace(/<!--.*?-->|\/\/.*|\/\*[\s\S]*?\*\//g, '').replace(/[«»]/g, '')));
    expect(cyrillic.map(({ name }) => name)).toEqual([]);
  });
});

describe('plurals', () => {
  it('follow Russian numbers', () => {
    const say = (n: number): string => format('{n} {n:ответ|ответа|ответов}', { n }, 'ru');
    expect([1, 2, 5, 11, 21, 22, 112].map(say)).toEqual(['1 ответ', '2 ответа', '5 ответов', '11 ответов', '21 ответ', '22 ответа', '112 ответов']);
    expect(format('{n:балл|балла|баллов}', { n: 2.5 }, 'ru')).toBe('балла');
  });

  it('follow English numbers', () => {
    expect([1, 2].map((n) => format('{n} {n:answer|answers}', { n }, 'en'))).toEqual(['1 answer', '2 answers']);
  });
});
