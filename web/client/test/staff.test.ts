// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LogEntry, Person, StaffPlace, StaffRole } from '../shared/net/staffWire';
import staffRu from '../shared/text/staff.ru.json';
import { staffTexts } from '../shared/text/staff';
import { loadLanguage } from '../shared/text/text';
import { readAddress } from '../staff/address';
import { addressOf, deedsFor } from '../staff/deeds';
import { qrPath } from '../shared/design/qr';
import { filterPeople, fits, placesFor } from '../staff/rights';
import { actWords, actorWords, agentWords, faultWords, inGroups, objectWords, passwordFault, placeWords } from '../staff/words';

const source = (path: string): string => readFileSync(join(import.meta.dirname, '../../..', path), 'utf8');
const camel = (name: string): string => name[0]!.toLowerCase() + name.slice(1);

beforeAll(() => loadLanguage(staffTexts));

describe('the address', () => {
  it('tells an invitation, a way back and a screen apart', () => {
    expect(readAddress('#invite=aB-_9')).toEqual({ kind: 'invite', token: 'aB-_9' });
    expect(readAddress('#to=/setup')).toEqual({ kind: 'to', path: '/setup' });
    expect(readAddress('#to=%2Fboard%2Fx1-y')).toEqual({ kind: 'to', path: '/board/x1-y' });
    expect(readAddress('#journal')).toEqual({ kind: 'view', view: 'journal' });
  });

  it.each(['', '#', '#elsewhere', '#to=//evil.example', '#to=https://evil.example/setup', '#to=/setup/../api', '#to=/board/x/../../api', '#to=javascript:1', '#to=%'])(
    'leads nowhere else by %s',
    (hash) => expect(readAddress(hash)).toEqual({ kind: 'view', view: 'home' }),
  );
});

describe('roles and places', () => {
  it('fit as the server says', () => {
    const table = source('engine/Accounts/Permissions.cs').split('Places =')[1]!.split('ToFrozenDictionary')[0]!;
    const rows = [...table.matchAll(/\[StaffRole\.(\w+)\] = \[([^\]]*)\]/g)];
    expect(rows.length).toBe(7);
    for (const [, role, kinds] of rows) {
      const wanted = [...kinds!.matchAll(/NodeKind\.(\w+)/g)].map((match) => camel(match[1]!));
      const given = (['server', 'region', 'municipality', 'school'] as const).filter((kind) => fits(camel(role!) as StaffRole, kind));
      expect([role, [...given].sort()]).toEqual([role, wanted.sort()]);
    }
  });

  it('stand under their city or district', () => {
    const places: StaffPlace[] = [
      { kind: 'region', id: 'r', title: 'Область' },
      { kind: 'municipality', id: 'm1', title: 'Ясный' },
      { kind: 'school', id: 's1', title: 'Школа № 1' },
      { kind: 'municipality', id: 'm2', title: 'Озёрский' },
      { kind: 'school', id: 's2', title: 'Школа № 1' },
    ];
    expect(placesFor('teacher', places).map((group) => [group.title, group.places.map((one) => one.id)])).toEqual([['Ясный', ['s1']], ['Озёрский', ['s2']]]);
    expect(placesFor('region', places).map((group) => [group.title, group.places.map((one) => one.id)])).toEqual([['', ['r']]]);
    expect(placesFor('municipality', places).flatMap((group) => group.places).map((one) => one.id)).toEqual(['m1', 'm2']);
    expect(placesFor('operator', places)).toEqual([]);
  });
});

describe('people', () => {
  const person = (id: string, name: string, role: StaffRole, more: Partial<Person> = {}): Person => ({
    id, login: `${id}@mail.example`, name, role, place: { kind: 'school', id: 's', title: 'Гимназия № 3' }, disabled: false, hasFactor: false, self: false, mayHelp: true, ...more,
  });
  const people = [person('a', 'Пётр Фёдоров', 'teacher'), person('b', 'Анна Белова', 'psychologist')];

  it('are found by name, login and place, whatever the case and the ё', () => {
    const ids = (search: string, role: StaffRole | '' = ''): string[] => filterPeople(people, search, role).map((one) => one.id);
    expect([ids('ФЕДОРОВ'), ids('b@mail'), ids('гимназия петр'), ids(' '), ids('', 'teacher'), ids('анна', 'teacher')]).toEqual([['a'], ['b'], ['a'], ['a', 'b'], ['a'], []]);
  });

  it('are helped with what fits them, and only by who may', () => {
    expect(deedsFor(people[0]!)).toEqual(['reset', 'disable']);
    expect(deedsFor(person('c', 'В', 'teacher', { hasFactor: true }))).toEqual(['reset', 'factor', 'disable']);
    expect(deedsFor(person('c', 'В', 'teacher', { disabled: true, hasFactor: true }))).toEqual(['enable']);
    expect(deedsFor(person('c', 'В', 'teacher', { mayHelp: false }))).toEqual([]);
  });

  it('are helped at the doors the server has', () => {
    const doors = source('web/Api/PeopleApi.cs');
    for (const deed of ['reset', 'factor', 'disable', 'enable'] as const) {
      expect(addressOf({ deed, person: people[0]! })).toBe(`/api/staff/people/a/${deed}`);
      expect(doors).toContain(`"/people/{id}/${deed}"`);
    }
  });
});

describe('words', () => {
  const entry = (more: Partial<LogEntry>): LogEntry => ({
    number: 1, atMs: 0, actor: 'a1', actorName: null, act: 'signedIn', objectKind: 'account', objectId: 'a1', objectTitle: '', detail: '', ...more,
  });

  it('are there for every act of the log', () => {
    const acts = [...source('engine/Privacy/AuditAct.cs').split('enum AuditAct')[1]!.matchAll(/^ {4}(\w+),/gm)].map((match) => camel(match[1]!));
    expect(acts.length).toBeGreaterThan(30);
    expect(acts.filter((act) => !(`act.${act}` in staffRu))).toEqual([]);
    expect(actWords('somethingNew')).toBe('somethingNew');
  });

  it('are there for every refusal of the staff’s doors', () => {
    const files = ['web/Api/StaffApi.cs', 'web/Api/PeopleApi.cs', 'web/Api/InvitationApi.cs', 'web/Access/PasswordRules.cs'];
    const codes = files.flatMap((file) => [...source(file).matchAll(/"((?:sign-in|code|password|login|name|place|not)-[a-z]+)"/g)].map((match) => match[1]!));
    expect(codes).toContain('password-common');
    // An invitation that is closed has a screen of its own.
    expect([...new Set(codes)].filter((code) => !(`fault.${code}` in staffRu))).toEqual([]);
    expect(faultWords('http-502')).toContain('http-502');
  });

  it('tell who did what with whom', () => {
    expect(actorWords(entry({ actorName: 'Анна' }))).toBe('Анна');
    expect(actorWords(entry({ actor: 'console' }))).toBe('Консоль сервера');
    expect(actorWords(entry({ actor: 'gone' }))).toBe('Учётной записи больше нет');
    expect(objectWords(entry({ objectId: 'a2', objectTitle: 'Пётр', detail: 'teacher' }))).toBe('учётная запись: Пётр · Учитель');
    expect(objectWords(entry({ objectTitle: 'Пётр' }))).toBe('');
    expect(objectWords(entry({ objectKind: 'class', objectId: null, detail: 'running' }))).toBe('класс');
    expect(objectWords(entry({ act: 'lessonChanged', objectKind: 'class', objectId: null, detail: 'paused' }))).toBe('класс · пауза');
    expect(objectWords(entry({ act: 'lessonChanged', objectKind: 'class', objectId: null, detail: 'ended, one seat' }))).toBe('класс · урок завершён, одно место');
    expect(placeWords({ kind: 'server', id: 'server', title: '' })).toBe('Сервер');
  });

  it('name browser and system', () => {
    const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0';
    expect(agentWords(`${chrome} YaBrowser/24.7.0.0 Safari/537.36`)).toBe('Yandex Browser, Windows');
    expect(agentWords(`${chrome} Safari/537.36 Edg/126.0`)).toBe('Edge, Windows');
    expect(agentWords(`${chrome} Safari/537.36`)).toBe('Chrome, Windows');
    expect(agentWords('Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0')).toBe('Firefox, Linux');
    expect(agentWords('')).toBe('Неизвестный браузер');
  });

  it('bound a password as the server does', () => {
    const [least, most] = ['Shortest', 'Longest'].map((name) => Number(new RegExp(`const int ${name} = (\\d+)`).exec(source('web/Access/PasswordRules.cs'))![1]));
    expect([passwordFault('x'.repeat(least! - 1)), passwordFault('x'.repeat(least!)), passwordFault('x'.repeat(most!)), passwordFault('x'.repeat(most! + 1))]).toEqual([
      'password-short', null, null, 'password-long',
    ]);
  });

  it('group a secret so that all of it is there', () => {
    expect(inGroups('ABCDEFGHIJ', 4, ' ')).toBe('ABCD EFGH IJ');
    expect(inGroups('7KD4R2X9M0', 5, '-')).toBe('7KD4R-2X9M0');
  });
});

describe('the drawn QR code', () => {
  it('covers exactly the dark squares', () => {
    const rows = ['0110', '1001', '0000', '1111'];
    const dark = new Set<string>();
    for (const [, x, y, width] of qrPath(rows).matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) for (let at = 0; at < Number(width); at++) dark.add(`${Number(x) + at} ${y}`);
    const wanted = rows.flatMap((row, y) => [...row].flatMap((cell, x) => (cell === '1' ? [`${x} ${y}`] : [])));
    expect([...dark].sort()).toEqual(wanted.sort());
  });
});
