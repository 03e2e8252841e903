import { describe, expect, it } from 'vitest';
import type { FileTable } from '../shared/files/tableFile';
import { guessRoll, mostInClass, needOf, readRoll, seat, type RollClass } from '../staff/names/file/roll';

const table = (headings: string[], ...rows: string[][]): FileTable => ({ headings, rows, firstLine: 2 });
const student = (name: string) => ({ name, sex: null, accommodation: null });

describe('the list of a school', () => {
  it('says by its headings what its columns are', () => {
    expect(guessRoll(table(['Фамилия', 'Имя', 'Отчество', 'Класс', 'Пол', 'Адрес']))).toEqual(['surname', 'first', 'patronymic', 'class', 'sex', '']);
    expect(guessRoll(table(['№', 'ФИО учащегося', 'Класс', 'Буква', 'Особые условия']))).toEqual(['', 'name', 'grade', 'letter', 'accommodation']);
    expect([needOf(['name']), needOf(['class']), needOf(['grade', 'surname'])]).toEqual(['class', 'name', null]);
  });

  it('comes as classes, with every fault by its line and no word of the file', () => {
    const roll = readRoll(
      table(['Класс', 'ФИО', 'Пол', 'Условия'], ['8 «а»', 'Иванова Анна', 'ж', '1,5'], ['8А', 'Петров Пётр', 'икс', ''], ['8А', 'иванова  анна', 'ж', ''], ['Сидоров', 'x', '', ''], ['', 'y', '', ''], ['9', '', '', ''], ['9', 'Яр', '', 'болен']),
      ['class', 'name', 'sex', 'accommodation'],
    );
    expect(roll.classes).toEqual([
      { name: '8А', students: [{ name: 'Иванова Анна', sex: 'female', accommodation: 'time150' }, { name: 'Петров Пётр', sex: null, accommodation: null }] },
      { name: '9', students: [{ name: 'Яр', sex: null, accommodation: null }] },
    ]);
    expect(roll.faults).toEqual([
      { line: 3, kind: 'sex' }, { line: 4, kind: 'twice' }, { line: 5, kind: 'class' }, { line: 6, kind: 'noClass' }, { line: 7, kind: 'noName' }, { line: 8, kind: 'accommodation' },
    ]);
  });

  it('keeps no more than a class holds', () => {
    const rows = Array.from({ length: mostInClass + 2 }, (_, at) => ['8А', `Ученик ${at}`]);
    const roll = readRoll(table(['Класс', 'ФИО'], ...rows), ['class', 'name']);
    expect([roll.classes[0]!.students.length, roll.faults.map(({ kind }) => kind)]).toEqual([mostInClass, ['many', 'many']]);
  });
});

describe('a place', () => {
  const room: RollClass = { name: '8А', students: [{ ...student('Вторая Анна'), sex: 'female' }, student('Первый Пётр'), student('Новый Яр')] };

  it('stays whose it is, and free ones go to the others', () => {
    const seating = seat(room, new Map([[1, 'Первый Петр'], [3, 'Ушедший Лев']]), 40);
    expect([...seating.list]).toEqual([[2, 'Вторая Анна'], [4, 'Новый Яр']]);
    expect(seating.seats.map(({ sex }) => sex)).toEqual([null, 'female', null, null]);
    expect([seating.added, seating.known, seating.absent, seating.over]).toEqual([2, 1, 1, 0]);
  });

  it('is not made where there are no more', () => {
    const seating = seat(room, new Map(), 2);
    expect([seating.added, seating.over, seating.seats.length]).toEqual([2, 1, 2]);
  });

  it('is nobody\'s who is new where somebody has begun', () => {
    const seating = seat(room, new Map([[1, 'Первый Пётр']]), 40, true);
    expect([...seating.list]).toEqual([]);
    expect([seating.added, seating.known, seating.over, seating.late, seating.seats.length]).toEqual([0, 1, 0, 2, 1]);
  });

  it('is the same when the file comes again', () => {
    const first = seat(room, new Map(), 40);
    const again = seat(room, first.list, 40);
    expect([again.added, again.known]).toEqual([0, 3]);
  });
});
