import { strToU8, zipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { xlsxOf } from '../report/tables/xlsx';
import { dayTold, hasBeen, isEitherWay, isOfSchoolYear, readDay, schoolYearOf } from '../review/methods/day';
import { Import, portionsOf } from '../review/methods/import.svelte';
import { keyText } from '../review/methods/keyText';
import { beginTyping, isTyped, shownAnswer, typeKey, type Typing } from '../review/methods/keying';
import { asksSlash, guessTargets, hashOf, knownWords, mappingOf, markOf, mostWords, plainAnswer, wordsOf, type Target } from '../review/methods/mapping';
import { isSameName, plainClass, planOf, type PlanRoom, type PlanWish } from '../review/methods/plan';
import { SheetRoom } from '../review/methods/sheet.svelte';
import { asideIn, methodAddress } from '../review/address';
import { cellsOf, openTable, TableFileFault, tableOf } from '../shared/files/tableFile';
import type { MethodItem, MethodView, SheetView } from '../shared/net/methodsWire';

const item = (name: string, least = 0, most = 4, options: string[] = []): MethodItem => ({ name, least, most, options });
const items = [item('1'), item('2'), item('3', 1, 12), item('p1', 0, 1, ['а', 'б'])];

function typed(keys: string, of: readonly MethodItem[] = items): Typing {
  return [...keys].reduce((typing, key) => typeKey(of, typing, key === '\n' ? 'Enter' : key).typing, beginTyping(of));
}

describe('keying a sheet', () => {
  it('takes one digit where one is enough and ends a longer number by Enter', () => {
    const all = typed('4-12' + '2');
    expect(all.answers).toEqual([4, null, 12, 1]);
    expect(isTyped(all)).toBe(true);
    expect(typed('4 1\n').answers).toEqual([4, null, 1, undefined]);
    expect(typed('4 7').answers).toEqual([4, null, 7, undefined]);
    expect(items.map((one, at) => shownAnswer(one, all.answers[at]))).toEqual(['4', '–', '12', 'б']);
  });

  it('refuses what the item does not have and leaves it where it was', () => {
    for (const key of ['5', '9', 'x', 'Enter']) expect(typeKey(items, beginTyping(items), key).kind).toBe('refused');
    expect(typeKey(items, typed('44'), '1').kind).toBe('kept');
    expect(typeKey(items, typed('441'), '3')).toMatchObject({ kind: 'refused', typing: { at: 2, draft: '' } });
    expect(typeKey(items, typed('4412'), '3').kind).toBe('refused');
  });

  it('goes back and forth without losing an answer', () => {
    const back = typeKey(items, typed('41'), 'ArrowLeft').typing;
    expect([back.at, back.answers.slice(0, 2)]).toEqual([1, [4, 1]]);
    expect(typeKey(items, back, '0').typing.answers.slice(0, 2)).toEqual([4, 0]);
    expect(typeKey(items, typed('411'), 'Backspace').typing).toMatchObject({ at: 2, draft: '' });
  });
});

describe('a table of a file', () => {
  it('is told by what parts its cells, quoted or not', () => {
    expect(cellsOf('а;"б;""в"""\r\n1;2\r\n')).toEqual([['а', 'б;"в"'], ['1', '2']]);
    expect(cellsOf('a,"x\ny"\n1,2')).toEqual([['a', 'x\ny'], ['1', '2']]);
    expect(cellsOf('а\tб\n1\t2')).toEqual([['а', 'б'], ['1', '2']]);
    expect(tableOf([[''], ['Имя', '1', ''], ['Анна', '3', ''], ['', '', '']])).toEqual({ headings: ['Имя', '1'], rows: [['Анна', '3']], firstLine: 3 });
  });

  it('is read from windows-1251', () => {
    const bytes = new Uint8Array([...'Имя;1\nАнна;Да\n'].map((sign) => {
      const code = sign.charCodeAt(0);
      return code < 128 ? code : code - 0x410 + 0xc0;
    }));
    expect(openTable(bytes).read(0).rows).toEqual([['Анна', 'Да']]);
  });

  it('is refused with a name when it is none', () => {
    const fault = (bytes: Uint8Array): string => {
      try {
        openTable(bytes).read(0);
      } catch (error) {
        if (error instanceof TableFileFault) return error.code;
      }
      return 'taken';
    };
    expect(fault(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]))).toBe('old');
    expect(fault(new Uint8Array([0x50, 0x4b, 3, 4, 9, 9]))).toBe('broken');
    expect(fault(zipSync({ 'other.txt': strToU8('x') }))).toBe('broken');
    expect(fault(strToU8('Имя;1\n'))).toBe('empty');
    expect(fault(strToU8('Имя;"1\nАнна;2\n'))).toBe('broken');
    expect(fault(new Uint8Array([65, 0, 66]))).toBe('broken');
    expect(fault(new Uint8Array(11 * 1024 * 1024))).toBe('large');
    expect(fault(strToU8(`а\n${'1\n'.repeat(20_001)}`))).toBe('many');
    expect(fault(zipSync(book('<row r="99999999"><c r="A99999999"><v>1</v></c></row>')))).toBe('many');
    // Sixteen megabytes of nothing in a few kilobytes, six times.
    const zeros = new Uint8Array(16 * 1024 * 1024);
    expect(fault(zipSync({ ...book(''), ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`xl/worksheets/s${n}.xml`, zeros])) }, { level: 9 }))).toBe('large');
  });

  it('is read from a workbook: shared and own texts, numbers, days, gaps', () => {
    const own = xlsxOf({ name: 'Ответы', columns: [{ title: 'Имя', width: 9 }, { title: 'Когда', width: 9 }, { title: '1', width: 9 }], rows: [['Анна & Ко', new Date(2025, 4, 13), 3]], notes: [] }, { author: 'a', notesName: 'О таблице', atMs: 0 });
    expect(openTable(own).sheets).toEqual(['Ответы', 'О таблице']);
    expect(openTable(own).read(0)).toMatchObject({ headings: ['Имя', 'Когда', '1'], rows: [['Анна & Ко', '2025-05-13', '3']] });
    const sheet = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><r><t>вопрос </t></r><r><t>2</t></r></is></c></row><row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>45790.75</v></c><c r="C3"><f>1+1</f><v>2</v></c></row>';
    expect(openTable(zipSync(book(sheet))).read(0)).toEqual({ headings: ['Имя', '', 'вопрос 2'], rows: [['', '', ''], ['Пётр <5>', '2025-05-13', '2']], firstLine: 2 });
  });
});

function book(rows: string): Record<string, Uint8Array> {
  const spread = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  return {
    'xl/workbook.xml': strToU8(`<workbook ${spread} xmlns:r="r"><sheets><sheet name="Лист" sheetId="1" r:id="rId1"/></sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8('<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'),
    'xl/sharedStrings.xml': strToU8(`<sst ${spread}><si><t>Имя</t></si><si><t>Пётр &lt;5&gt;</t><rPh sb="0" eb="1"><t>петр</t></rPh></si></sst>`),
    'xl/styles.xml': strToU8(`<styleSheet ${spread}><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>`),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet ${spread}><sheetData>${rows}</sheetData></worksheet>`),
  };
}

describe('a day', () => {
  it('is read as schools write it, or a year alone', () => {
    expect(['13.05.2025', '1.9.2024', '2025-05-13 10:22:11', '13/05/2025 9:00', '2025'].map((text) => readDay(text))).toEqual(['2025-05-13', '2024-09-01', '2025-05-13', '2025-05-13', '2025']);
    expect(['31.02.2025', 'осень', '13.05', '05-13-2025', ''].map((text) => readDay(text))).toEqual([null, null, null, null, null]);
    expect(['2025/05/13 5:30:00 PM GMT+3', '2025/5/3', '2025/13/05', '5/13/2025 17:30', '06/06/2025'].map((text) => readDay(text))).toEqual(['2025-05-13', '2025-05-03', null, '2025-05-13', '2025-06-06']);
    expect([hasBeen('2025', '2026-11-23'), hasBeen('2026-11-24', '2026-11-23'), hasBeen('2027', '2026-11-23'), hasBeen('1200', '2026-11-23')]).toEqual([true, false, false, false]);
    expect(['2025-05-13', '2025'].map(dayTold)).toEqual(['13.05.2025', '2025']);
  });
});

describe('a day that may be two', () => {
  it('is read as somebody says, never guessed', () => {
    expect(['05/06/2025', '13/05/2025', '05/05/2025', '05.06.2025'].map(isEitherWay)).toEqual([true, false, false, false]);
    expect([readDay('05/06/2025'), readDay('05/06/2025 9:00', 'dayFirst'), readDay('05/06/2025', 'monthFirst'), readDay('13/05/2025', 'monthFirst')]).toEqual([null, '2025-06-05', '2025-05-06', null]);
    const days = tableOf([['Когда', '1'], ['05/06/2025', '1'], ['', '2']]);
    expect([asksSlash(days, ['day', 'item:1']), asksSlash(days, ['', 'item:1'])]).toEqual([true, false]);
  });
});

describe('a school year', () => {
  it('begins in September, and a year alone may be of two', () => {
    expect(['2025-08-31', '2025-09-01', '2026-05-20'].map(schoolYearOf)).toEqual([2024, 2025, 2025]);
    const today = '2027-03-01';
    expect([isOfSchoolYear('2026-08-31', 2026, today), isOfSchoolYear('2026-10-01', 2026, today), isOfSchoolYear('2026', 2026, today), isOfSchoolYear('2027', 2026, today)]).toEqual([false, true, false, true]);
  });
});

const table = tableOf([['Отметка времени', 'Кто отвечал', '1. Чинить велосипед', '2. Читать', 'Вопрос 3'], ['13.05.2025', 'Иванова Анна', 'Часто', '3', '12'], ['13.05.2025', 'Пётр Сидоров', 'часто ', 'Затрудняюсь', '1']]);
const three = items.slice(0, 3);

describe('columns and words of a table', () => {
  it('are guessed by number, told once and known the next year by their hashes', async () => {
    const targets = await guessTargets(table, three, 'm', { columns: {}, words: {} });
    expect(targets).toEqual(['day', '', 'item:1', 'item:2', 'item:3']);
    const told: Target[] = ['day', 'name', 'item:1', 'item:2', 'item:3'];
    const words = wordsOf(table, told, three);
    expect(words.map(({ text, count }) => [text, count])).toEqual([['Часто', 2], ['Затрудняюсь', 1]]);
    const mapping = await mappingOf(table, told, new Map([['|часто', 4], ['|затрудняюсь', -1]]), 'm', { columns: {}, words: {} });
    expect(JSON.stringify(mapping)).not.toMatch(/часто|велосипед|Иванова/i);
    expect(Object.keys(mapping.columns).every((hash) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
    expect(await guessTargets(table, three, 'm', mapping)).toEqual(told);
    expect(await knownWords(words, 'm', mapping)).toEqual(new Map([['|часто', 4], ['|затрудняюсь', -1]]));
    // Another method knows nothing of it.
    expect(await guessTargets(table, three, 'other', mapping)).toEqual(targets);
    expect(await hashOf('m', 'word', 'а')).not.toBe(await hashOf('m', 'worda', ''));
  });

  it('are guessed by heading: a name is no item, whatever its number', async () => {
    const form = tableOf([['1. Ваше имя и фамилия', '2. Класс', 'Номер места', '3. Люблю вести класс', 'Имя ещё раз'], ['Иванова Анна', '8А', '1', '2', 'Анна']]);
    expect(await guessTargets(form, three, 'm', { columns: {}, words: {} })).toEqual(['name', 'class', 'seat', 'item:3', '']);
  });

  it('are remembered where they were named, and forgotten where they are not any more', async () => {
    const first = await mappingOf(table, ['', 'name', 'item:1', '', ''], new Map(), 'm', { columns: {}, words: {} });
    expect(Object.values(first.columns)).toEqual(['name', 'item:1']);
    const second = await mappingOf(table, ['', '', 'item:1', '', ''], new Map(), 'm', first);
    expect(Object.values(second.columns)).toEqual(['', 'item:1']);
  });

  it('are no answers where every row has words of its own', async () => {
    const form = new Import('/m', { id: 'm', items: three } as unknown as MethodView, '2026-11-23');
    form.table = tableOf([['Кто', '1'], ...Array.from({ length: mostWords + 1 }, (_, at) => ['x', `слово ${at}`])]);
    form.targets = ['', ''];
    await form.point(0, 'item:1');
    expect(form.isNoAnswers).toBe(false);
    await form.point(1, 'item:1');
    expect(form.isNoAnswers).toBe(true);
  });

  it('say an answer by themselves where they can', () => {
    expect([plainAnswer(items[0]!, ''), plainAnswer(items[0]!, '3,0'), plainAnswer(items[0]!, '3 — часто'), plainAnswer(items[3]!, ' Б'), plainAnswer(items[3]!, '1')]).toEqual([null, 3, undefined, 1, undefined]);
  });
});

describe('what a table would change', () => {
  const rooms = (sheets: SheetView[] = []): PlanRoom[] => [
    { classId: 'a', className: '9А', schoolYear: 2026, names: new Map([[1, 'Иванова Анна Петровна'], [2, 'Сидоров Пётр'], [3, 'Сидоров Петр']]), sheets: { schoolName: '', className: '9А', seats: [1, 2], sheets } },
    { classId: 'b', className: '9Б', schoolYear: 2026, names: new Map(), sheets: { schoolName: '', className: '9Б', seats: [1], sheets: [] } },
  ];
  const wish = (rows: string[][], targets: Target[], more: Partial<PlanWish> = {}): PlanWish => ({
    table: { headings: targets.map(String), rows, firstLine: 2 }, targets, items: three, version: 1, words: new Map([['|часто', 4]]), rooms: rooms(), day: '2025', slash: null, today: '2026-11-23', ...more,
  });
  const byName: Target[] = ['name', 'day', 'item:1', 'item:2', 'item:3'];

  it('is new, changed or as it was, and what the table does not mention stays', async () => {
    const sheet = (seat: number, heldOn: string, mark: string): SheetView => ({ seat, heldOn, version: 1, way: 'file', writtenAtMs: 0, mark, scores: [] });
    const same = await markOf(1, [4, null, 12]);
    const there = [sheet(1, '2025-05-13', same), sheet(1, '2024', 'old'), sheet(2, '2023', 'x')];
    const plan = await planOf(wish(
      [['Анна Иванова', '13.05.2025', 'Часто', '', '12'], ['Иванова Анна', '2024', '1', '1', '1'], ['Иванова Анна', '', '1', '', '']], byName, { rooms: rooms(there) },
    ));
    expect(plan.faults).toEqual([]);
    expect(plan.rows.map(({ seat, heldOn, state, before, answers }) => [seat, heldOn, state, before, answers])).toEqual([
      [1, '2025-05-13', 'unchanged', same, [4, null, 12]], [1, '2024', 'changed', 'old', [1, 1, 1]], [1, '2025', 'added', null, [1, null, null]],
    ]);
    expect(plan.untouched).toBe(1);
  });

  it('leaves out by row and column what it cannot tell', async () => {
    const plan = await planOf(wish(
      [
        ['Кто-то Ещё', '', '1', '', ''], ['Сидоров Пётр', '', '1', '', ''], ['', '', '1', '', ''], ['Иванова Анна', 'осень', '1', '', ''], ['Иванова Анна', '', 'Редко', '', ''],
        ['Иванова Анна', '', '9', '', ''], ['Иванова Анна', '', '', '', ''], ['Иванова Анна', '', '1', '', ''], ['Иванова Анна', '', '2', '', ''], ['', '', '', '', ''],
      ],
      byName,
    ));
    expect(plan.faults.map(({ line, kind, column }) => [line, kind, column])).toEqual([
      [2, 'unknownName', 'name'], [3, 'twins', 'name'], [4, 'noWho', 'name'], [5, 'badDay', 'day'], [6, 'word', 'item:1'], [7, 'badAnswer', 'item:1'], [8, 'empty', ''], [10, 'twice', 'name'],
    ]);
    expect(plan.rows).toHaveLength(1);
  });

  it('finds places by class and number', async () => {
    const bySeat: Target[] = ['class', 'seat', 'item:1'];
    const plan = await planOf(wish([['9 «а»', '1', '1'], ['9-Б', '1', '1'], ['9А', '3', '1'], ['8В', '1', '1'], ['', '1', '1'], ['9A', 'x', '1']], bySeat, { day: '2026-10-10' }));
    expect(plan.rows.map(({ classId, seat }) => [classId, seat])).toEqual([['a', 1], ['b', 1]]);
    expect(plan.faults.map(({ kind }) => kind)).toEqual(['closed', 'unknownClass', 'noClass', 'badSeat']);
    expect((await planOf(wish([['1', '1']], ['seat', 'item:1'], { rooms: rooms().slice(0, 1), day: '' }))).faults[0]!.kind).toBe('noDay');
  });

  it('takes no class of another school year for this one, but finds its children by name', async () => {
    const last = await planOf(wish([['9А', '1', '1']], ['class', 'seat', 'item:1'], { day: '2026-05-13' }));
    expect([last.rows, last.faults.map(({ kind, column }) => [kind, column])]).toEqual([[], [['otherYear', 'class']]]);
    const named = await planOf(wish([['9Б', 'Иванова Анна', '1']], ['class', 'name', 'item:1'], { day: '2026-05-13' }));
    expect(named.rows.map(({ classId, seat }) => [classId, seat])).toEqual([['a', 1]]);
    const then = await planOf(wish([['9А', '1', '1']], ['class', 'seat', 'item:1'], { day: '2026-05-13', rooms: rooms().map((room) => ({ ...room, schoolYear: 2025 })) }));
    expect(then.rows).toHaveLength(1);
  });

  it('compares names and classes as people write them', () => {
    expect([isSameName('Иванова Анна', 'анна  иванова'), isSameName('Иванова Анна Петровна', 'Иванова Анна'), isSameName('Иванова', 'Иванова Анна'), isSameName('Королёв Пётр', 'Королев Петр'), isSameName('Иванов Анна', 'Иванова Анна')]).toEqual([true, true, false, true, false]);
    expect(['9А', '9 «а» класс', '9-A', '9a'].map(plainClass)).toEqual(['9а', '9а', '9а', '9а']);
  });

  it('goes in portions, a class at a time', () => {
    const row = (classId: string, seat: number) => ({ line: 1, classId, seat, heldOn: '2025', answers: [1], before: null, state: 'added' as const });
    const portions = portionsOf([...Array.from({ length: 41 }, (_, at) => row('a', at)), row('b', 1)]);
    expect(portions.map((rows) => [rows[0]!.classId, rows.length])).toEqual([['a', 40], ['a', 1], ['b', 1]]);
  });
});

describe('a sheet on its way', () => {
  const method = { id: 'm', version: 1, mark: 'k', items: three } as unknown as MethodView;
  const begun = (): SheetRoom => {
    const room = new SheetRoom('c', method);
    room.takeDay('2025');
    room.begin(1);
    room.press('4');
    return room;
  };

  it('is another one on another day: what was compared holds no more, what was typed stays', () => {
    const room = begun();
    room.differences = new Map([[0, 3]]);
    room.settle(0, 3);
    room.takeDay('2025');
    expect([room.differences?.size, room.settled.size]).toEqual([1, 1]);
    room.takeDay('2024');
    expect([room.differences, room.settled.size, room.typing.answers[0], room.seat]).toEqual([null, 0, 3, 1]);
  });

  it('is not lost without a question', () => {
    const room = begun();
    const deed = vi.fn();
    room.instead(deed);
    expect([deed.mock.calls.length, room.hasUnsaved, room.asked]).toEqual([0, true, deed]);
    room.giveUp();
    expect([deed.mock.calls.length, room.hasUnsaved, room.asked]).toEqual([1, false, null]);
    room.instead(deed);
    expect(deed).toHaveBeenCalledTimes(2);
  });
});

describe('an address of methods', () => {
  it('is read as it is written', () => {
    for (const [method, classId] of [[null, null], ['m/1', null], ['m', 'c 1']] as const) expect(asideIn(methodAddress(method, classId))).toEqual({ page: 'methods', method, classId });
  });
});

describe('a key that is pasted', () => {
  it('keeps its lines', () => {
    expect(keyText('item\tscale\n\n1\tР\n')).toBe('item;scale\n\n1;Р\n');
    expect(keyText('\uFEFFitem,scale\n1,Р\n')).toBe('item,scale\n1,Р\n');
  });
});
