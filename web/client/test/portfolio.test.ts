import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mostBytes, readFile, writeFile } from '../portfolio/file';
import { linkedYears, toldBy, withoutRepeats, type Told } from '../portfolio/history';
import { signedIn, symbolsOf } from '../portfolio/mark';
import { emptyOwn, entryOf, joined, mostEntries, mostText, readOwn, type Own } from '../portfolio/own';
import { printOf, verdictOn, type PublishedKey, type SignedPortfolio } from '../portfolio/signed';
import { readMark, readStatement, type Statement } from '../portfolio/statement';
import { fits, qrRows } from '../shared/slip/qr';
import { Verifying } from '../verify/verifying.svelte';

// Signed by the server's own code: tests/Portfolios/PortfolioKeyTests.
const { portfolio, keys } = JSON.parse(readFileSync(new URL('portfolio.fixture.json', import.meta.url), 'utf8')) as { portfolio: SignedPortfolio; keys: { keys: PublishedKey[] } };
const { statement, mark } = portfolio;
/** Cases that are numbered in what is reported: their texts are long. */
const numbered = (texts: readonly string[]): (readonly [number, string])[] => texts.map((text, index) => [index, text]);
const words = { about: 'О файле', check: 'https://a.example/verify' };
const own: Own = { name: 'Ромашкина Агафья', lists: { ...emptyOwn().lists, goals: [{ text: 'Стать геодезистом' }], trials: [{ what: 'Кружок', where: 'Дом юнната', when: 'весна', took: 'Люблю поле' }] } };

afterEach(() => vi.unstubAllGlobals());

describe("a signature of the server's", () => {
  it('is found right by the published key, for the statement and for its mark', async () => {
    expect(await verdictOn(statement, keys.keys)).toBe('valid');
    expect(await verdictOn(mark, keys.keys)).toBe('valid');
  });

  it('fails with any byte of the text or of itself', async () => {
    for (const [from, to] of [['"grade":10', '"grade":11'], ['Край', 'край'], [':36', ':37'], ['"leads":false', '"leads": false']] as const) {
      const changed = statement.text.replace(from, to);
      expect(changed).not.toBe(statement.text);
      expect(await verdictOn({ ...statement, text: changed }, keys.keys)).toBe('changed');
    }
    expect(await verdictOn({ ...statement, signature: mark.signature }, keys.keys)).toBe('changed');
    for (const signature of ['', 'A', '!', statement.signature.slice(0, -2), `${statement.signature}AA`]) expect(await verdictOn({ ...statement, signature }, keys.keys)).toBe('changed');
  });

  it('of another key is unknown, not wrong', async () => {
    expect(await verdictOn({ ...statement, key: '0000000000000000' }, keys.keys)).toBe('unknownKey');
    expect(await verdictOn(statement, [])).toBe('unknownKey');
  });
});

describe('what is signed', () => {
  it('is read member by member', async () => {
    const read = readStatement(statement.text)!;
    expect([read.region, read.grade, read.releasedAtMs === null, read.sections.map(({ id }) => id), read.earlier.length]).toEqual(['Край', 10, false, ['riasec'], 1]);
    const heart = readMark(mark.text)!;
    expect([heart.grade, heart.interests, heart.values]).toEqual([10, ['Придумывать и создавать'], []]);
    expect(heart.print).toBe(await printOf(statement.text));
  });

  it.each(numbered(['', 'null', '[]', '{}', '"text"', '{"kind":"portfolio-statement"}', '{"__proto__":{"kind":"portfolio-statement"}}', statement.text.replace('"grade":10', '"grade":"10"'),
    statement.text.replace('"scales":[', '"scales":{"a":['), mark.text]))('is no statement: %i', (_, text) => {
    expect(readStatement(text)).toBeNull();
  });

  it('may name a sitting of many instruments', () => {
    const battery = `picked/9/${'interests@1.0.0+'.repeat(24)} 1.0.0`;
    expect(readStatement(statement.text.replace(/"battery":"[^"]*"/, `"battery":"${battery}"`))!.battery).toBe(battery);
  });

  it('of one kind counts for no other', () => {
    expect(readMark(statement.text)).toBeNull();
    expect(readMark('["portfolio-mark",1]')).toBeNull();
  });
});

describe('the mark behind an address', () => {
  it('comes back as it was, and fits a code with the longest of names', () => {
    expect(signedIn(symbolsOf(mark)!)).toEqual(mark);
    expect(signedIn(` ${symbolsOf(mark)!.toLowerCase()}\n`)).toEqual(mark);
    const long = { ...mark, text: JSON.stringify(['portfolio-mark', 1, 'Ханты-Мансийский автономный округ – Югра', 2027, 11, '2026-11-20T09:00Z', '2026-11-20T09:00Z', false,
      ['Мастерить и выращивать', 'Придумывать и создавать', 'Убеждать и вести за собой'], ['Свобода действий', 'Время для себя', 'Польза людям', 'Творчество'], '0717d42e94167983']) };
    const address = 'https://diagnostika.region-example.ru/verify#';
    expect(fits(address, symbolsOf(long)!)).toBe(true);
    expect(qrRows(address, symbolsOf(long)!).length).toBeLessThanOrEqual(4 * 19 + 17 + 8);
  });

  it.each(numbered(['', 'A', 'ключ', '<b>', symbolsOf(mark)!.slice(0, 100), `2${symbolsOf(mark)!.slice(1)}`, 'Z'.repeat(3_000)]))('is none: %i', (_, text) => {
    expect(signedIn(text)).toBeNull();
  });

  it('is not made of what no server of ours signs', () => {
    expect(symbolsOf({ ...mark, signature: 'AAAA' })).toBeNull();
    expect(symbolsOf({ ...mark, key: 'ключ' })).toBeNull();
  });
});

describe('a file', () => {
  it('keeps signed texts letter by letter, and what was written beside them', async () => {
    const read = readFile(writeFile({ signed: [statement], own }, words))!;
    expect(read.signed).toEqual([statement]);
    expect(await verdictOn(read.signed[0]!, keys.keys)).toBe('valid');
    expect(read.own.name).toBe(own.name);
    expect(read.own.lists.trials).toEqual(own.lists.trials);
  });

  const made = JSON.parse(writeFile({ signed: [statement], own }, words)) as { signed: unknown[]; own: Record<string, unknown> };
  it.each(numbered([
    '', '{', 'null', '7', '[1,2]', '{"format":"other"}', JSON.stringify({ ...made, version: 2 }), JSON.stringify({ ...made, signed: {} }), JSON.stringify({ ...made, signed: Array<unknown>(9).fill(made.signed[0]) }),
    JSON.stringify({ ...made, signed: [{ text: 7 }] }), JSON.stringify({ ...made, own: [] }), JSON.stringify({ ...made, own: { goals: [{ text: {} }] } }),
    JSON.stringify({ ...made, own: { goals: Array<unknown>(mostEntries + 1).fill({ text: 'a' }) } }), JSON.stringify({ ...made, own: { goals: [{ text: 'а'.repeat(mostText + 1) }] } }),
    JSON.stringify({ ...made, own: { name: 'а'.repeat(200) } }),
  ]))('is none: %i', (_, text) => {
    expect(readFile(text)).toBeNull();
  });

  it('lends nothing to other objects and steers no line', () => {
    const read = readOwn(JSON.parse('{"__proto__":{"name":"чужое"},"name":"А\\u202eБ\\u0000","goals":[{"text":"x","__proto__":{"bad":"1"},"constructor":"2"}]}'));
    expect(read.name).toBe('АБ');
    expect(Object.keys(read.lists.goals[0]!)).toEqual(['text']);
    expect(readOwn({ goals: [{ text: ' ' }, {}] }).lists.goals).toEqual([]);
    expect(({} as Record<string, unknown>)['bad']).toBeUndefined();
    expect(readOwn(JSON.parse('{"__proto__":{"name":"чужое"}}')).name).toBe('');
  });
});

describe('own entries', () => {
  it('are trimmed, bounded and none without their first field', () => {
    expect(entryOf('steps', { text: '  сходить  ', when: '' })).toEqual({ text: 'сходить', when: '' });
    expect(entryOf('steps', { text: ' \n', when: 'завтра' })).toBeNull();
    expect(entryOf('goals', { text: 'а'.repeat(900) })!['text']).toHaveLength(mostText);
  });

  it('are taken over from a file once, whatever the case and the spaces', () => {
    const other = { name: 'Другая', lists: { ...emptyOwn().lists, goals: [{ text: ' стать  Геодезистом' }, { text: 'Новая' }] } };
    const both = joined(own, other);
    expect(both).toMatchObject({ own: { name: own.name }, left: 0 });
    expect(both.own.lists.goals.map(({ text }) => text)).toEqual(['Стать геодезистом', 'Новая']);
    expect(joined(both.own, other)).toEqual(both);
    expect(joined(emptyOwn(), own).own).toEqual(own);
    const many = { name: '', lists: { ...emptyOwn().lists, goals: Array.from({ length: mostEntries }, (_, at) => ({ text: String(at) })) } };
    expect(joined(own, many)).toMatchObject({ left: 1, own: { lists: { goals: { length: mostEntries } } } });
  });
});

describe('years', () => {
  const read = readStatement(statement.text)!;
  const told = (more: Partial<Statement>, verdict: Told['verdict'] = 'valid'): Told => ({ signed: { ...statement, signature: JSON.stringify(more) }, statement: { ...read, ...more }, verdict });

  it('stand once each: of two of one lesson what was checked, then what was released, then the later', () => {
    const early = told({ releasedAtMs: null, signedAtMs: read.signedAtMs + 9e9 });
    const final = told({});
    const later = told({ signedAtMs: read.signedAtMs + 1 });
    const before = told({ year: 2025, finishedAtMs: read.finishedAtMs - 3e10 });
    expect(withoutRepeats([before, early, final, later, before])).toEqual([later, before]);
    expect(withoutRepeats([told({}, 'unchecked'), early])).toEqual([early]);
  });

  it('that a file holds are not told again from the result', () => {
    const year = read.earlier[0]!;
    expect(linkedYears(read, [])).toEqual([year]);
    expect(linkedYears(read, [told({ year: year.year, finishedAtMs: year.finishedAtMs })])).toEqual([]);
  });

  it('of no statement are nobody\'s, and without keys they are not checked', async () => {
    expect(await toldBy({ ...statement, text: '{}' }, keys.keys)).toBeNull();
    expect((await toldBy(statement, null))!.verdict).toBe('unchecked');
  });
});

describe('the page that checks', () => {
  const serve = (reply: () => Response): void => void vi.stubGlobal('fetch', (path: string) => Promise.resolve(path === '/api/portfolio/keys.json' ? reply() : new Response('', { status: 404 })));
  const good = (): Response => new Response(JSON.stringify(keys));
  async function finding(brought: string | File): Promise<Verifying['finding']> {
    const verifying = new Verifying();
    await (typeof brought === 'string' ? verifying.take(brought) : verifying.open(brought));
    return verifying.finding;
  }

  it('finds files, addresses and bare marks right', async () => {
    serve(good);
    expect(await finding(writeFile({ signed: [statement], own }, words))).toMatchObject({ kind: 'file', told: [{ verdict: 'valid', print: readMark(mark.text)!.print }], own: { name: own.name } });
    for (const text of [symbolsOf(mark)!, `https://a.example/verify#${symbolsOf(mark)!}`]) expect(await finding(text)).toMatchObject({ kind: 'mark', verdict: 'valid', mark: { grade: 10 } });
    expect(await finding(new File([writeFile({ signed: [], own: emptyOwn() }, words)], 'a.json'))).toMatchObject({ kind: 'file', told: [], own: null });
  });

  it('says what was changed, what it does not know and what is nothing of the kind', async () => {
    serve(good);
    const changed = { ...statement, text: statement.text.replace('"grade":10', '"grade":11') };
    expect(await finding(writeFile({ signed: [changed], own }, words))).toMatchObject({ told: [{ verdict: 'changed' }] });
    for (const text of [statement.text.slice(0, -1), '']) expect(await finding(writeFile({ signed: [{ ...statement, text }], own }, words))).toMatchObject({ told: [], broken: ['changed'] });
    expect(await finding(writeFile({ signed: [mark], own }, words))).toEqual({ kind: 'fault', fault: 'notPortfolio' });
    const symbols = symbolsOf(mark)!;
    const swapped = symbols.slice(0, -20) + (symbols.at(-20) === '0' ? '1' : '0') + symbols.slice(-19);
    const bent = await finding(swapped);
    expect(bent?.kind === 'mark' ? bent.verdict : bent).not.toBe('valid');
    expect(await finding('<script>')).toEqual({ kind: 'fault', fault: 'notPortfolio' });
    expect(await finding(new File(['a'.repeat(mostBytes + 1)], 'big.json'))).toEqual({ kind: 'fault', fault: 'tooBig' });
    serve(() => new Response('{"keys":[]}'));
    expect(await finding(symbols)).toEqual({ kind: 'mark', verdict: 'unknownKey' });
  });

  it('says when there is nothing to check with', async () => {
    serve(() => new Response('', { status: 503 }));
    expect(await finding(symbolsOf(mark)!)).toEqual({ kind: 'fault', fault: 'offline' });
    vi.stubGlobal('crypto', {});
    expect(new Verifying().finding).toEqual({ kind: 'fault', fault: 'insecure' });
  });
});
