import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import atHomeEn from '../shared/text/athome.en.json';
import atHomeRu from '../shared/text/athome.ru.json';
import decisionEn from '../shared/text/decision.en.json';
import decisionRu from '../shared/text/decision.ru.json';
import commonEn from '../shared/text/en.json';
import commonRu from '../shared/text/ru.json';
import messageEn from '../shared/text/message.en.json';
import messageRu from '../shared/text/message.ru.json';
import paperEn from '../shared/text/paper.en.json';
import paperRu from '../shared/text/paper.ru.json';
import leafletEn from '../shared/text/leaflet.en.json';
import leafletRu from '../shared/text/leaflet.ru.json';
import parentEn from '../shared/text/parent.en.json';
import parentRu from '../shared/text/parent.ru.json';
import protocolEn from '../shared/text/protocol.en.json';
import protocolRu from '../shared/text/protocol.ru.json';
import readyEn from '../shared/text/ready.en.json';
import readyRu from '../shared/text/ready.ru.json';
import resultEn from '../shared/text/result.en.json';
import resultRu from '../shared/text/result.ru.json';
import reviewEn from '../shared/text/review.en.json';
import reviewRu from '../shared/text/review.ru.json';
import sittingsEn from '../shared/text/sittings.en.json';
import sittingsRu from '../shared/text/sittings.ru.json';
import slipEn from '../shared/text/slip.en.json';
import slipRu from '../shared/text/slip.ru.json';
import staffEn from '../shared/text/staff.en.json';
import staffRu from '../shared/text/staff.ru.json';
import { format } from '../shared/text/text';

const ru = { ...atHomeRu, ...decisionRu, ...sittingsRu, ...commonRu, ...leafletRu, ...messageRu, ...paperRu, ...parentRu, ...protocolRu, ...readyRu, ...resultRu, ...reviewRu, ...slipRu, ...staffRu };
const en = { ...atHomeEn, ...decisionEn, ...sittingsEn, ...commonEn, ...leafletEn, ...messageEn, ...paperEn, ...parentEn, ...protocolEn, ...readyEn, ...resultEn, ...reviewEn, ...slipEn, ...staffEn };

describe('a text', () => {
  it('keeps a number with its sign on one line', () => {
    expect(format('{school}, класс 9А', { school: 'Гимназия № 4' }, 'ru')).toBe('Гимназия №\u00a04, класс 9А');
  });
});

describe('the catalogues', () => {
  it('have the same keys', () => {
    expect(Object.keys(commonEn).sort()).toEqual(Object.keys(commonRu).sort());
    expect(Object.keys(atHomeEn).sort()).toEqual(Object.keys(atHomeRu).sort());
    expect(Object.keys(decisionEn).sort()).toEqual(Object.keys(decisionRu).sort());
    expect(Object.keys(sittingsEn).sort()).toEqual(Object.keys(sittingsRu).sort());
    expect(Object.keys(messageEn).sort()).toEqual(Object.keys(messageRu).sort());
    expect(Object.keys(slipEn).sort()).toEqual(Object.keys(slipRu).sort());
    expect(Object.keys(resultEn).sort()).toEqual(Object.keys(resultRu).sort());
    expect(Object.keys(reviewEn).sort()).toEqual(Object.keys(reviewRu).sort());
    expect(Object.keys(staffEn).sort()).toEqual(Object.keys(staffRu).sort());
    expect(Object.keys(protocolEn).sort()).toEqual(Object.keys(protocolRu).sort());
    expect(Object.keys(readyEn).sort()).toEqual(Object.keys(readyRu).sort());
    expect(Object.keys(paperEn).sort()).toEqual(Object.keys(paperRu).sort());
    expect(Object.keys(leafletEn).sort()).toEqual(Object.keys(leafletRu).sort());
    expect(Object.keys(parentEn).sort()).toEqual(Object.keys(parentRu).sort());
  });

  it('say nothing twice', () => {
    const catalogues = [atHomeRu, decisionRu, sittingsRu, commonRu, leafletRu, messageRu, paperRu, parentRu, protocolRu, readyRu, resultRu, reviewRu, slipRu, staffRu];
    for (const [index, catalogue] of catalogues.entries())
      expect(Object.keys(catalogue).filter((key) => catalogues.slice(index + 1).some((later) => key in later))).toEqual([]);
  });

  it('leave nothing empty and nothing Russian in English', () => {
    expect(Object.entries(ru).filter(([, text]) => text.trim() === '')).toEqual([]);
    expect(Object.entries(en).filter(([, text]) => text.trim() === '' || /[а-яё]{3}/i.test(text))).toEqual([]);
  });

  it('use the same parameters', () => {
    const names = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1]!))].sort();
    for (const [key, text] of Object.entries(ru)) expect([key, names(en[key as keyof typeof ru])]).toEqual([key, names(text)]);
  });
});

describe('a variant for parents or colleagues', () => {
  it('stands beside its key and names no parameter the key does not', () => {
    const texts: Record<string, string> = { ...commonRu, ...resultRu, ...protocolRu };
    const names = (text: string): string[] => [...text.matchAll(/\{(\w+)/g)].map((match) => match[1]!);
    for (const [key, text] of Object.entries(texts).filter(([name]) => /\.(?:parent|colleague)$/.test(name))) {
      const plain = texts[key.replace(/\.(?:parent|colleague)$/, '')];
      expect([key, plain !== undefined]).toEqual([key, true]);
      for (const name of names(text)) expect([key, names(plain!)]).toEqual([key, expect.arrayContaining([name])]);
    }
  });
});

describe('the pages', () => {
  const root = new URL('../', import.meta.url);
  const sources = ['student', 'class', 'setup', 'cards', 'staff', 'result', 'review', 'parent', 'slip', 'check', 'shared'].flatMap((folder) =>
    (readdirSync(new URL(folder, root), { recursive: true }) as string[])
      .filter((name) => /\.(svelte|ts)$/.test(name))
      .map((name) => ({ name: `${folder}/${name}`, text: readFileSync(new URL(`${folder}/${name}`, root), 'utf8') })),
  );

  it('hand every text the parameters it names', () => {
    const faults: string[] = [];
    for (const { name, text } of sources) {
      for (const [, key, params] of text.matchAll(/\b(?:t|say)\('([^']+)'(?:, \{([^}]*)\})?\)/g)) {
        const wanted = new Set([...(ru[key as keyof typeof ru] ?? '').matchAll(/\{(\w+)/g)].map((match) => match[1]));
        const given = new Set([...(params ?? '').matchAll(/(?:^|,)\s*(\w+)/g)].map((match) => match[1]));
        for (const one of wanted) if (!given.has(one)) faults.push(`${name}: ${key} lacks ${one}`);
      }
    }
    expect(faults).toEqual([]);
  });

  it('bring the texts they name along', () => {
    const strangers = (own: RegExp, texts: object): string[] =>
      sources
        .filter(({ name }) => !own.test(name))
        .flatMap(({ name, text }) => [...text.matchAll(/'([\w.-]+)'/g)].filter(([, key]) => key! in texts).map(([, key]) => `${name}: ${key}`));
    expect(strangers(/^(?:staff|setup|review|class|cards|shared\/names)\//, staffRu)).toEqual([]);
    expect(strangers(/^review\/decision\//, decisionRu)).toEqual([]);
    expect(strangers(/^review\//, reviewRu)).toEqual([]);
    expect(strangers(/^(?:result|review\/profile)\//, resultRu)).toEqual([]);
    expect(strangers(/^review\/profile\//, protocolRu)).toEqual([]);
    expect(strangers(/^class\/|^student\/Said\.svelte$/, messageRu)).toEqual([]);
    expect(strangers(/^parent\//, parentRu)).toEqual([]);
    expect(strangers(/^student\/AtHome\.svelte$/, atHomeRu)).toEqual([]);
    expect(strangers(/^staff\/sittings\//, sittingsRu)).toEqual([]);
    // The server's page alone says these.
    expect(strangers(/^$/, leafletRu)).toEqual([]);
    expect(strangers(/^(?:check|staff\/ready)\//, readyRu)).toEqual([]);
    expect(strangers(/^(?:slip|shared\/slip)\/|^student\/Slip\.svelte$/, slipRu)).toEqual([]);
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
