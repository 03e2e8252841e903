// @vitest-environment jsdom
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import pdfMake from 'pdfmake/build/pdfmake.min.js';
import { beforeAll, describe, expect, it } from 'vitest';
// @ts-expect-error The stand-in server is plain JavaScript.
import { observerQuestions } from '../mock/observer.mjs';
// @ts-expect-error The stand-in server is plain JavaScript.
import * as mock from '../mock/review.mjs';
import { documentOf } from '../report/documents';
import { textsOf } from '../report/nodes';
import { layouts, printed } from '../report/printed';
import { StudentSheets } from '../review/methods/student.svelte';
import { profilePart } from '../review/profile/file';
import type { StudentSheet } from '../shared/net/methodsWire';
import type { ObserverQuestions, ObserverState } from '../shared/net/observerWire';
import type { ParentFormState } from '../shared/net/parentFormWire';
import type { AnswerPath, ProtocolView } from '../shared/net/protocolWire';
import { methodsTexts } from '../shared/text/methods';
import { observerTexts } from '../shared/text/observer';
import { parentsTexts } from '../shared/text/parents';
import { protocolTexts } from '../shared/text/protocol';
import { reportTexts } from '../shared/text/report';
import { reviewTexts } from '../shared/text/review';
import { addTexts, loadLanguage } from '../shared/text/text';

const state = { ...(mock.reviewState as () => object)(), staff: { acts: ['readResults'] } };
const read = <T>(seat: number, more = ''): T => {
  const [status, body] = (mock.reviewAnswer as (...all: unknown[]) => [number, unknown])(state, 'GET', `/api/review/classes/c2/seats/${seat}${more}`, new URLSearchParams(), null, null);
  expect(status).toBe(200);
  return body as T;
};
const said = (seat: number, path: AnswerPath | null = null): string => textsOf(profilePart(read<ProtocolView>(seat), { path }).content).join('\n');

beforeAll(async () => {
  await loadLanguage(reviewTexts);
  for (const texts of [reportTexts, protocolTexts, methodsTexts, observerTexts, parentsTexts]) await addTexts(texts);
  const font = (file: string): string => readFileSync(`node_modules/pdfmake/build/fonts/Roboto/${file}`).toString('base64');
  pdfMake.addVirtualFileSystem({ regular: font('Roboto-Regular.ttf'), medium: font('Roboto-Medium.ttf') });
  pdfMake.addFonts({ Roboto: { normal: 'regular', bold: 'medium', italics: 'regular', bolditalics: 'medium' } });
  pdfMake.addTableLayouts(layouts);
});

describe("a psychologist's profile as a file", () => {
  it.each([3, 4, 5, 7, 11, 13])('says of seat %i all that the page says, to the psychologist only and about the student', (seat) => {
    const text = said(seat);
    expect(text).not.toMatch(/undefined|null|NaN|\{\w+\}/);
    for (const heading of ['Только для психолога', 'Почему в очереди', 'Можно ли опереться на ответы', 'Другие работы этого ученика', 'По каким версиям посчитано']) expect(text).toContain(heading);
    expect(text).not.toMatch(/(?<!\p{L})(?:ты|тебя|тебе|твой|твои|твоих|твоим)(?!\p{L})/iu);
  });

  it('has beside it what a parent, a colleague and a method of the school said, and nothing where nobody did', () => {
    const view = read<ProtocolView>(5);
    const student = new StudentSheets({ classId: 'c2', seat: 5 });
    student.sheets = [
      { methodId: 'm', title: 'Опросник склонностей', version: 1, heldOn: '2024', way: 'file', writtenAtMs: 1, scores: [{ scale: 'Техника', kind: 'normative', raw: 7, answered: 4, items: 4, lowest: 0, highest: 12, share: 7 / 12, low: null, high: null }] } satisfies StudentSheet,
    ];
    const parents = read<ParentFormState>(5, '/parent').form;
    const questions = observerQuestions as ObserverQuestions;
    const answers = questions.questions.map(({ sphere }) => (sphere === 'R' ? 5 as const : 2 as const));
    const form = { observerId: 'a', observer: 'Учителев Пётр', askedAtMs: 1, answeredAtMs: 2, declinedAtMs: null, answers };
    const earlier = { ...questions, version: '0.9.0', questions: questions.questions.map((one) => ({ ...one, text: `Прежде: ${one.text}` })) };
    const observers: ObserverState = { forms: [{ ...form, questions }, { ...form, observer: 'Прежняя Инна', questions: earlier }, { ...form, observer: 'Давняя Римма', questions: null }] };
    const text = textsOf(profilePart(view, { path: null, beside: { parents, observers, methods: student.methods } }).content).join('\n');
    for (const words of ['Что видят родители', 'По словам родителя', 'Учителев Пётр', questions.questions[0]!.text, `Прежде: ${questions.questions[0]!.text}`, 'Давняя Римма', 'на прежние вопросы анкеты', 'Методики школы', 'Опросник склонностей', '7 из 12']) expect(text).toContain(words);
    expect(text).not.toMatch(/undefined|null|NaN|\{\w+\}/);
    const none = textsOf(profilePart(view, { path: null, beside: { parents: null, observers: { forms: [] }, methods: [] } }).content).join('\n');
    expect(none).not.toMatch(/Что видят|Методики школы/);
  });

  it('has raised flags with their evidence and the rest beside them', () => {
    const view = read<ProtocolView>(7);
    const text = said(7);
    expect(view.flags!.isUnreliable).toBe(true);
    expect(text).toMatch(/Одинаковые ответы\. \nСамая длинная цепочка одинаковых ответов: 34; необычно от 21 и больше\./);
    expect(text).toContain('Согласие чётных и нечётных');
  });

  it('has tasks by section and by how hard they were meant to be, which are as many as there were', () => {
    const view = read<ProtocolView>(4);
    const text = said(4);
    expect(view.tasks.length).toBeGreaterThan(0);
    for (const { title, tasks } of view.tasks) {
      expect(text).toContain(title);
      expect(text).toContain(`из ${tasks.length}`);
    }
    expect(text).toContain('Трудность по замыслу');
    expect(text).toMatch(/Есть ответы, данные после срока/);
  });

  it('has of each profession where it comes from, the plan, and the wish to talk', () => {
    const text = said(4);
    const { recommendation } = read<ProtocolView>(4).result;
    for (const { title } of recommendation!.professions!) expect(text).toContain(title);
    expect(text).toMatch(/[RIASEC] \d(?:,\d)?/);
    expect(text).toContain('План ученика');
    expect(text).toContain('Ученик просит о беседе.');
  });

  it('has how it was answered only where that was opened', () => {
    expect(said(3)).not.toContain('Как шли ответы');
    expect(said(3, read<AnswerPath>(3, '/path'))).toMatch(/Как шли ответы[^]*Изменено: \d+[^]*изменён/);
  });

  it('is laid out on paper, with whose it is at the foot of each page', async () => {
    const part = profilePart(read<ProtocolView>(4), { name: 'Ромашкина Агафья', path: read<AnswerPath>(4, '/path') });
    expect(part.running).toMatch(/^Ромашкина Агафья · .+ · только для психолога$/);
    const bytes = await printed(pdfMake, structuredClone(documentOf('Профиль', [part])), () => undefined);
    const pages = (Buffer.from(bytes).toString('latin1').match(/\/Type \/Page\b/g) ?? []).length;
    expect(pages).toBeGreaterThan(1);
    expect(pages).toBeLessThan(12);
    const folder = process.env['DIAGNOSTICS_REPORTS'];
    if (folder === undefined) return;
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/profile.pdf`, bytes);
  });
});
