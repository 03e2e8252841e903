import { beforeAll, describe, expect, it } from 'vitest';
import { fromText, SealFault, toText, utf8 } from '../../shared/names/bytes';
import { prepareChange } from '../../shared/names/keyChange';
import { openList, sealList, type SealedList } from '../../shared/names/list';
import { fingerprint, makePair, takeIn } from '../../shared/names/pair';
import { openWithPhrase, phraseFault, sealWithPhrase } from '../../shared/names/phrase';
import { makeRecovery, openByRecovery, readRecovery, sealByRecovery } from '../../shared/names/recovery';
import { bytesOfKey, makeSchoolKey, unwrap, wrapFor, type SchoolKey } from '../../shared/names/schoolKey';

const names = new Map([[1, 'Абрамова Анна'], [3, 'Ёлкин Пётр'], [28, '"Я; \\ 👩‍🎓']]);
const phrase = 'восемь синих тракторов едут';

interface Person {
  account: string;
  publicKey: string;
  key: CryptoKey;
  bytes: Uint8Array<ArrayBuffer>;
}

async function person(account: string): Promise<Person> {
  const { publicKey, privateKey } = await makePair();
  return { account, publicKey, key: await takeIn(privateKey), bytes: privateKey };
}

let anna: Person;
let boris: Person;
let school: SchoolKey;

beforeAll(async () => {
  [anna, boris, school] = await Promise.all([person('anna'), person('boris'), makeSchoolKey('s1', 1)]);
});

const sealed = async (classId = 'c1', revision = 1, key = school): Promise<SealedList> => ({
  classId, revision, generation: key.generation, sealed: await sealList(names, key, classId, revision),
});

describe('a phrase', () => {
  it('opens what it sealed, however its spaces and letters were typed', async () => {
    const text = await sealWithPhrase(phrase, anna.bytes, 'anna', anna.publicKey);
    const opened = await openWithPhrase(` ${phrase.replace(' ', '   ').normalize('NFD')} `, text, 'anna', anna.publicKey);
    expect(toText(opened)).toBe(toText(anna.bytes));
    expect(Number(text.split('.')[0])).toBeGreaterThanOrEqual(600_000);
  });

  it('that is wrong, or another account’s, opens nothing', async () => {
    const text = await sealWithPhrase(phrase, anna.bytes, 'anna', anna.publicKey);
    await expect(openWithPhrase(`${phrase}!`, text, 'anna', anna.publicKey)).rejects.toBeInstanceOf(SealFault);
    await expect(openWithPhrase(phrase, text, 'boris', anna.publicKey)).rejects.toBeInstanceOf(SealFault);
    await expect(openWithPhrase(phrase, text, 'anna', boris.publicKey)).rejects.toBeInstanceOf(SealFault);
  });

  it('is not tried with fewer rounds than were ever written, nor with so many that the page hangs', async () => {
    for (const forged of ['1', '599999', '99999999', 'NaN', '']) await expect(openWithPhrase(phrase, `${forged}.AAAA.AAAA`, 'anna', anna.publicKey)).rejects.toBeInstanceOf(SealFault);
  });

  it('has sixteen signs', () => {
    expect([phraseFault('пятнадцать знак'), phraseFault('шестнадцать знак'), phraseFault('  раз     два    ')]).toEqual(['phrase-short', null, 'phrase-short']);
  });
});

describe('a key that is kept', () => {
  it('cannot be taken out by a script', async () => {
    await expect(crypto.subtle.exportKey('pkcs8', anna.key)).rejects.toThrow();
    expect(anna.key.extractable).toBe(false);
  });

  it('has a fingerprint of its own', async () => {
    expect(await fingerprint(anna.publicKey)).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    expect(await fingerprint(anna.publicKey)).toBe(await fingerprint(anna.publicKey));
    expect(await fingerprint(anna.publicKey)).not.toBe(await fingerprint(boris.publicKey));
  });
});

describe('a school’s key', () => {
  it('reaches the one it was wrapped for and opens the same list', async () => {
    const got = await unwrap(await wrapFor(school, 'anna', anna.publicKey), anna.key, anna, 's1', 1);
    expect(await openList(await sealed(), got)).toEqual(names);
  });

  it('does not open for somebody else, another school, another generation or another account', async () => {
    const wrapped = await wrapFor(school, 'anna', anna.publicKey);
    await expect(unwrap(wrapped, boris.key, boris, 's1', 1)).rejects.toBeInstanceOf(SealFault);
    await expect(unwrap(wrapped, anna.key, { ...anna, account: 'boris' }, 's1', 1)).rejects.toBeInstanceOf(SealFault);
    await expect(unwrap(wrapped, anna.key, anna, 's2', 1)).rejects.toBeInstanceOf(SealFault);
    await expect(unwrap(wrapped, anna.key, anna, 's1', 2)).rejects.toBeInstanceOf(SealFault);
    await expect(unwrap('', anna.key, anna, 's1', 1)).rejects.toBeInstanceOf(SealFault);
    await expect(unwrap('я', anna.key, anna, 's1', 1)).rejects.toBeInstanceOf(SealFault);
  });
});

describe('a list', () => {
  it('says nothing of itself, and its length nothing of the names', async () => {
    const short = await sealList(new Map([[1, 'Я']]), school, 'c1', 1);
    const long = await sealList(names, school, 'c1', 1);
    expect(short.length).toBe(long.length);
    expect(long).not.toBe(await sealList(names, school, 'c1', 1));
    expect(long).toMatch(/^[\w-]+$/);
  });

  it.each([
    ['class', async () => ({ ...(await sealed()), classId: 'c2' })],
    ['revision', async () => ({ ...(await sealed()), revision: 2 })],
    ['text', async () => ({ ...(await sealed()), sealed: flipped((await sealed()).sealed) })],
  ])('put in place of another (%s) is refused', async (_, exchange) => {
    await expect(openList(await exchange(), school)).rejects.toBeInstanceOf(SealFault);
  });

  it('of another generation or school is refused', async () => {
    await expect(openList(await sealed(), { ...school, generation: 2 })).rejects.toBeInstanceOf(SealFault);
    await expect(openList(await sealed(), { ...school, school: 's2' })).rejects.toBeInstanceOf(SealFault);
  });

  it('with a full class fits what the server takes', async () => {
    const full = new Map(Array.from({ length: 50 }, (_, at) => [at + 1, 'Ы'.repeat(120)]));
    expect((await sealList(full, school, 'c1', 1)).length).toBeLessThanOrEqual(40_000);
  });
});

describe('a change of key', () => {
  it('carries every list over, for those who stay, and locks out who left', async () => {
    const reader = (one: Person) => ({ id: one.account, name: '', role: 'teacher' as const, publicKey: one.publicKey, holds: true });
    const lists = [await sealed('c1', 4), await sealed('c2', 1)];
    const recovery = await makeRecovery();
    const { change } = await prepareChange({ id: 's1', generation: 1 }, school, lists, [reader(anna)], recovery);
    expect(change.dropLists).toBe(false);
    expect([change.from, change.wraps.map((one) => one.accountId), change.lists.map((one) => [one.classId, one.revision])]).toEqual([
      1, ['anna'], [['c1', 5], ['c2', 2]],
    ]);
    const renewed = await unwrap(change.wraps[0]!.wrapped, anna.key, anna, 's1', 2);
    for (const list of change.lists) expect(await openList({ ...list, generation: 2 }, renewed)).toEqual(names);
    await expect(openList({ ...change.lists[0]!, generation: 2 }, school)).rejects.toBeInstanceOf(SealFault);
    const typed = await readRecovery(recovery);
    const recovered = await openByRecovery(change.recovery, (typed as { secret: Uint8Array<ArrayBuffer> }).secret, 's1', 2);
    expect(toText(await bytesOfKey(recovered))).toBe(toText(await bytesOfKey(renewed)));
  });

  it('stops at a list that does not open, before anything is sent', async () => {
    const broken = { ...(await sealed()), revision: 9 };
    await expect(prepareChange({ id: 's1', generation: 1 }, school, [broken], [], await makeRecovery())).rejects.toBeInstanceOf(SealFault);
  });
});

describe('a recovery key', () => {
  it('opens the school’s key, however it was typed', async () => {
    const printed = await makeRecovery();
    expect(printed).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){9}$/);
    const typed = await readRecovery(` ${printed.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'о').replaceAll('1', 'l').replaceAll('h', 'н')}`);
    if ('fault' in typed) throw new Error(typed.fault);
    const text = await sealByRecovery(school, typed.secret);
    expect(toText(await bytesOfKey(await openByRecovery(text, typed.secret, 's1', 1)))).toBe(toText(await bytesOfKey(school)));
    await expect(openByRecovery(text, typed.secret, 's1', 2)).rejects.toBeInstanceOf(SealFault);
    await expect(openByRecovery(text, typed.secret, 's2', 1)).rejects.toBeInstanceOf(SealFault);
    await expect(openByRecovery(text, utf8('twenty bytes of text'), 's1', 1)).rejects.toBeInstanceOf(SealFault);
  });

  it('with any one sign mistyped is called mistyped', async () => {
    const printed = (await makeRecovery()).replaceAll('-', '');
    for (let at = 0; at < printed.length; at++) {
      const other = printed[at] === 'A' ? 'B' : 'A';
      expect(await readRecovery(printed.slice(0, at) + other + printed.slice(at + 1))).toEqual({ fault: 'recovery-typo' });
    }
    expect(await readRecovery(printed.slice(1))).toEqual({ fault: 'recovery-length' });
    expect(await readRecovery(`${printed.slice(1)}!`)).toEqual({ fault: 'recovery-sign' });
  });
});

function flipped(text: string): string {
  const bytes = fromText(text);
  bytes[bytes.length - 1]! ^= 1;
  return toText(bytes);
}
