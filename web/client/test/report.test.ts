// @vitest-environment jsdom
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import pdfMake from 'pdfmake/build/pdfmake.min.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { classDocument, ownDocument, summaryDocument } from '../report/documents';
import { hoursDocument } from '../report/hours';
import { textsOf, type ReportDocument } from '../report/nodes';
import { layouts, printed } from '../report/printed';
import { sheetOf } from '../report/sheet';
import type { ClassSeats, SeatSheet } from '../shared/net/resultsWire';
import { reportTexts } from '../shared/text/report';
import { loadLanguage } from '../shared/text/text';
import { demoResult } from './demo';

const states = ['FAMILIES', 'WIDE', 'FAMILIES-11', 'RANKED', 'FLAT', 'SAME', 'FEW', 'UNCLEAR', 'PARTIAL', 'OLD', 'READER', 'TASKS', 'TALK'] as const;
const name = 'Ромашкина Агафья';

const said = (result: Parameters<typeof sheetOf>[0], wish: Parameters<typeof sheetOf>[1]): string => textsOf(sheetOf(result, wish).content).join('\n');

/** A class of so many seats; the names stay in this browser. */
function classOf(count: number): { room: ClassSeats; sheets: SeatSheet[] } {
  const sheets = Array.from({ length: count }, (_, index): SeatSheet => {
    const result = demoResult(`DEMO-${states[index % 6]}`);
    return { seat: index + 1, result: { ...result, ownPlan: null, ...(index % 2 === 0 ? { releasedAtMs: result.finishedAtMs + 86_400_000, reliability: { interestsInDoubt: false, lateSections: [] } } : {}) } };
  });
  const seats = sheets.map(({ seat, result }) => ({
    seat, spare: false, state: result.releasedAtMs == null ? 'preliminary' as const : 'released' as const, finishedAtMs: 1, releasedAtMs: null, inDoubt: seat === 2, lateSections: 0, wantsTalk: seat === 3, withdrawn: null }));
  return { room: { id: 'c9', schoolId: 's1', schoolName: 'Школа № 1', grade: 9, letter: 'А', empty: 1, seats }, sheets };
}

async function pdfOf(document: ReportDocument): Promise<{ bytes: Uint8Array; pages: number }> {
  let begun = 0;
  // As the worker gets it: a copy, which a function in it would break.
  const bytes = await printed(pdfMake, structuredClone(document), () => (begun += 1));
  const pages = (Buffer.from(bytes).toString('latin1').match(/\/Type \/Page\b/g) ?? []).length;
  expect(begun).toBeGreaterThanOrEqual(pages);
  const folder = process.env['DIAGNOSTICS_REPORTS'];
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/${document.parts[0]!.mostPages}-${document.title.replaceAll(/[^\p{L}\d]+/gu, '-')}.pdf`, bytes);
  }
  return { bytes, pages };
}

beforeAll(async () => {
  await loadLanguage(reportTexts);
  const font = (file: string): string => readFileSync(`node_modules/pdfmake/build/fonts/Roboto/${file}`).toString('base64');
  pdfMake.addVirtualFileSystem({ regular: font('Roboto-Regular.ttf'), medium: font('Roboto-Medium.ttf') });
  pdfMake.addFonts({ Roboto: { normal: 'regular', bold: 'medium', italics: 'regular', bolditalics: 'medium' } });
  pdfMake.addTableLayouts(layouts);
});

describe("a student's sheet", () => {
  it.each(states)('says in state %s what is there, for both readers', (state) => {
    for (const reader of ['student', 'parent'] as const) {
      const text = said(demoResult(`DEMO-${state}`), { reader });
      expect(text).not.toMatch(/undefined|null|NaN|\{\w+\}/);
      expect(text).toContain('Чего это не значит');
      expect(text).toContain('Предварительно');
    }
  });

  it('names what it was computed by, with the beginning of the fingerprint', () => {
    const text = said(demoResult('DEMO-FAMILIES'), { reader: 'student' });
    expect(text).toMatch(/Методики: .*riasec 1\.\d+\.\d+/);
    expect(text).toMatch(/отпечаток 5f1e0b7c\./);
  });

  it('is final when released, with what concerns reliability', () => {
    const released = { ...demoResult('DEMO-FAMILIES'), releasedAtMs: new Date(2026, 10, 21).getTime(), reliability: { interestsInDoubt: true, lateSections: ['Числа'] } };
    const text = said(released, { reader: 'student' });
    expect(text).not.toContain('Предварительно');
    expect(text).toContain('21 ноября 2026');
    expect(text).toMatch(/не ошибка и не оценка[^]*«Числа»/);
  });

  it('has the own plan and the own list, and never the wish to talk', () => {
    const result = demoResult('DEMO-TALK');
    const text = said(result, { reader: 'student', mine: result.recommendation!.professions!.slice(0, 1) });
    expect(text).toContain('Поступить в колледж или техникум');
    expect(text).toContain('Твой список');
    expect(text).not.toContain('хочется поговорить о выборе');
  });
});

describe('a sheet with the words a psychologist signed', () => {
  const conclusion = {
    version: 1, text: 'Первый абзац.\n\nВторой.', signer: 'Вера Психологова', signedAtMs: new Date(2026, 10, 21).getTime(), seal: 'abcdef012345',
    chosen: [{ kind: 'profession' as const, code: 'x', title: 'Технолог', description: '', isAdded: true, reason: 'agreedInTalk' as const, words: null }],
  };
  const result = { ...demoResult('DEMO-FAMILIES'), releasedAtMs: 1, conclusion };

  it('has them for the student, with who answers for them, and never for a parent', () => {
    const text = said(result, { reader: 'student' });
    expect(text).toMatch(/Слова психолога для тебя\nПервый абзац\.\nВторой\.\nЧто посмотреть сначала[^]*Технолог[^]*Подписано: Вера Психологова, 21 ноября 2026[^]*abcdef012345/);
    expect(text.indexOf('Слова психолога')).toBeLessThan(text.indexOf('Чего это не значит'));
    expect(said(result, { reader: 'parent' })).not.toMatch(/Первый абзац|Технолог|Психологова|abcdef/);
  });

  it('takes three pages at most with the longest text and the longest list', async () => {
    const chosen = Array.from({ length: 12 }, (_, index) => ({ ...conclusion.chosen[0]!, code: String(index), words: 'Слова о том, с чего можно начать. '.repeat(6).slice(0, 200) }));
    const long = { ...conclusion, text: 'Это написано о том, что ты выбираешь сам, и о том, что попробовать. '.repeat(60).slice(0, 4_000), chosen };
    expect((await pdfOf(ownDocument({ ...demoResult('DEMO-TALK'), releasedAtMs: 1, conclusion: long }, { reader: 'student' }))).pages).toBeLessThanOrEqual(3);
  });
});

describe("a parent's sheet", () => {
  it.each(states)('has no score in state %s, no plan and no «ты»', (state) => {
    const text = said(demoResult(`DEMO-${state}`), { reader: 'parent', mine: [] });
    expect(text).not.toMatch(/\d+ ± \d+|\d из \d/);
    expect(text).not.toContain('Твой план');
    expect(text).not.toContain('Обсужу свои планы дома');
    expect(text).not.toMatch(/(?<![а-яё])(?:ты|тебе|тебя|твои|твой|твоих)(?![а-яё])/i);
  });

  it.each(states)('is one page in state %s', async (state) => {
    expect((await pdfOf(ownDocument(demoResult(`DEMO-${state}`), { reader: 'parent' }))).pages).toBe(1);
  });
});

describe('files', () => {
  it.each(states)("hold a student's result in state %s on two pages at most", async (state) => {
    expect((await pdfOf(ownDocument(demoResult(`DEMO-${state}`), { reader: 'student' }))).pages).toBeLessThanOrEqual(2);
  });

  it('hold a class of thirty with a name on each sheet, an outline and its language', async () => {
    const { room, sheets } = classOf(30);
    const document = classDocument(room, sheets, (seat) => (seat === 7 ? name : undefined), 'student');
    expect(document.parts.map(({ title }) => title).slice(5, 8)).toEqual(['Место 6', name, 'Место 8']);
    const { bytes, pages } = await pdfOf(document);
    expect(pages).toBeGreaterThanOrEqual(30);
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw).toMatch(/\/Lang \(ru-RU\)/);
    expect(raw.match(/\/Title /g)!.length).toBeGreaterThanOrEqual(30);
  });
});

describe('the summary of a class', () => {
  it('counts what is ahead and lists the students, without scores, doubts or wishes to talk', async () => {
    const { room, sheets } = classOf(12);
    const document = summaryDocument(room, sheets, (seat) => (seat === 7 ? name : undefined), 1795201200000);
    const text = textsOf(document.parts[0]!.content).join('\n');
    expect(text).toContain('Какие сферы впереди');
    expect(text).toContain(`7 · ${name}`);
    expect(text).toContain('Место 8');
    expect(text).not.toMatch(/±|поговорить|сомнени|Числа/);
    expect((await pdfOf(document)).pages).toBeLessThanOrEqual(2);
  });

  it('draws no distribution of fewer than five', () => {
    const { room, sheets } = classOf(4);
    const text = textsOf(summaryDocument(room, sheets, () => undefined, 1).parts[0]!.content).join('\n');
    expect(text).not.toContain('Какие сферы впереди');
    expect(text).toContain('меньше 5');
  });
});

describe('certificates of hours', () => {
  const { room } = classOf(5);
  const seats = room.seats.map((seat, index) => ({ ...seat, finishedAtMs: index === 3 ? null : new Date(2026, 10, 12 + index).getTime(), state: index === 3 ? 'unfinished' as const : seat.state }));
  const made = () => hoursDocument({ ...room, seats }, (seat) => (seat === 1 ? name : undefined), 2);
  const told = () => textsOf(made().parts[0]!.content);

  it('are for those who finished, each with the own day and the hours that were typed', () => {
    const texts = told();
    expect(texts.filter((text) => text === 'Сертификат участника')).toHaveLength(4);
    for (const day of ['12 ноября 2026', '13 ноября 2026', '14 ноября 2026', '16 ноября 2026']) expect(texts.join('\n')).toContain(day);
    expect(texts.filter((text) => text.includes('2 академических часа'))).toHaveLength(4);
  });

  it('leave a line where no name is known, and say nothing of results', () => {
    const texts = told();
    expect(texts.filter((text) => /^_+$/.test(text))).toHaveLength(3);
    expect(texts).toContain(name);
    expect(texts.join('\n')).not.toMatch(/undefined|NaN|\{\w+\}|итоговый|предварительн/);
  });

  it('stand two on a page', async () => {
    expect((await pdfOf(made())).pages).toBe(2);
  });
});
