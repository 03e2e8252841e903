// @vitest-environment jsdom
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { conclusionDocument } from '../report/conclusion';
import type { TextDocument } from '../report/docx/blocks';
import { docxOf } from '../report/docx/docx';
import type { ReviewChoice, SignedVersion } from '../shared/net/decisionWire';
import { reportTexts } from '../shared/text/report';
import { loadLanguage } from '../shared/text/text';

beforeAll(() => loadLanguage(reportTexts));

const choice = (code: string, more: Partial<ReviewChoice>): ReviewChoice => ({ kind: 'sector', code, title: `Область ${code}`, group: 1, verdict: 'accepted', reason: null, words: null, ...more });
const signed: SignedVersion = {
  version: 3, protocol: 'p', isOfProtocol: true, under: { profileRule: '3', norms: null, rule: '1', atlas: 'a', resultHash: 'h' },
  choices: [
    choice('в', { verdict: 'preferred', reason: 'agreedInTalk', words: 'Начни с кружка <мехатроники>.' }), choice('х', { kind: 'profession', title: 'Технолог', group: null, verdict: 'added', reason: 'studentsWish' }),
    choice('б', {}), choice('а', {}), choice('скрытая', { verdict: 'hidden', reason: 'judgement' }), choice('дальняя', { group: 2 }),
  ],
  texts: { student: 'Первый абзац ученику.\n\nВторой & последний.', parent: 'Слова родителям.', teacher: 'Слова учителю.', teacherId: 't' }, teacherName: 'Учитель', signer: 'Вера Психологова',
  signedAtMs: new Date(2026, 10, 21).getTime(), hash: 'abcdef0123456789', release: { atMs: 1, withdrawnAtMs: null, reason: null },
};
const place = { schoolName: 'Школа № 1', className: '9А', seat: 4, name: 'Ромашкина Агафья' };

interface Read {
  /** Of each paragraph its style and its text. */
  paragraphs: { style: string | null; list: boolean; text: string }[];
  body: string;
  styles: string;
  all: Record<string, string>;
}

/** A document as another program takes it apart. */
async function readDocument(document: TextDocument): Promise<Read> {
  const bytes = await new Promise<ArrayBuffer>((resolve, reject) => void docxOf(document).then((blob) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.readAsArrayBuffer(blob);
  }, reject));
  const all = Object.fromEntries(Object.entries(unzipSync(new Uint8Array(bytes))).map(([name, part]) => [name, strFromU8(part)]));
  const body = all['word/document.xml']!;
  const parsed = new DOMParser().parseFromString(body, 'application/xml');
  expect(parsed.getElementsByTagName('parsererror')).toHaveLength(0);
  const paragraphs = [...parsed.getElementsByTagName('w:p')].map((one) => ({
    style: one.getElementsByTagName('w:pStyle')[0]?.getAttribute('w:val') ?? null,
    list: one.getElementsByTagName('w:numPr').length > 0,
    text: one.textContent,
  }));
  return { paragraphs, body, styles: all['word/styles.xml']!, all };
}

describe('a conclusion as a document', () => {
  it("has the student's words, what stands first, what was computed near, the signer, the day and the signs", async () => {
    const { paragraphs } = await readDocument(conclusionDocument(signed, 'student', place));
    const texts = paragraphs.map(({ text }) => text);
    expect(texts.slice(0, 4)).toEqual(['Заключение школьного психолога', 'Ромашкина Агафья. Школа №\u00a01, класс 9А', 'Первый абзац ученику.', 'Второй & последний.']);
    expect(paragraphs.filter(({ list }) => list).map(({ text }) => text)).toEqual([
      'Область в (область, поставлено вперёд). Начни с кружка <мехатроники>.', 'Технолог (профессия, добавлено психологом). Это было твоё желание.', 'Область а', 'Область б',
    ]);
    expect(texts.join('\n')).toMatch(/Подписано: Вера Психологова, 21 ноября 2026[^]*Версия 3[^]*Знаки подписи: abcdef012345\./);
    expect(texts.join('\n')).not.toMatch(/скрытая|дальняя|родителям|учителю|undefined|null|\{\w+\}/);
  });

  it("has the parent's words alone for a parent, and the seat where no name is known", async () => {
    const { paragraphs } = await readDocument(conclusionDocument(signed, 'parent', { ...place, name: undefined }));
    const text = paragraphs.map((one) => one.text).join('\n');
    expect(text).toMatch(/Школьный психолог – родителям\nМесто 4\. Школа №\u00a01, класс 9А\nСлова родителям\./);
    expect(text).not.toMatch(/ученику|Область|Технолог|учителю/);
    expect(() => conclusionDocument({ ...signed, texts: { ...signed.texts, parent: null } }, 'parent', place)).toThrow('parent');
  });

  it('has titles and headings as styles, letters of its own language, and stands on A4 with its pages numbered', async () => {
    const { paragraphs, body, styles, all } = await readDocument(conclusionDocument(signed, 'student', place));
    expect(paragraphs.filter(({ style }) => style === 'Title')).toHaveLength(1);
    expect(paragraphs.filter(({ style }) => style === 'Heading1').map(({ text }) => text)).toEqual(['Что посмотреть сначала', 'Ближе всего к твоим ответам', 'Подпись']);
    expect(body).toMatch(/<w:pgSz [^>]*w:w="11906" w:h="16838"/);
    expect(styles).toMatch(/w:ascii="Times New Roman"[^>]*w:hAnsi="Times New Roman"|w:hAnsi="Times New Roman"/);
    expect(styles).toContain('w:val="ru-RU"');
    const foot = Object.entries(all).find(([name]) => /word\/footer\d*\.xml/.test(name))![1];
    expect(foot).toMatch(/PAGE[^]*NUMPAGES/);
    expect(all['docProps/core.xml']).toContain('Заключение школьного психолога, 9А');
  });
});

describe('a text document', () => {
  it('is made of plain blocks, with a table whose head comes again on each page', async () => {
    const { body, paragraphs } = await readDocument({
      title: 'Протокол', author: 'Ш', language: 'ru-RU', page: 'стр. {n} из {of}', running: 'Протокол',
      blocks: [
        { kind: 'title', text: 'Протокол' }, { kind: 'heading', text: 'Шаги' },
        { kind: 'table', head: ['Шаг', 'Когда'], shares: [70, 30], rows: [['Встретиться', '1 декабря'], ['=1+1', '']] },
        { kind: 'list', isOrdered: true, items: ['раз', 'два'] }, { kind: 'list', isOrdered: true, items: ['снова раз'] },
      ],
    });
    expect(body.match(/<w:tr>|<w:tr /g)).toHaveLength(3);
    expect(body.match(/<w:tblHeader/g)).toHaveLength(1);
    const numbers = [...body.matchAll(/<w:numId w:val="(\d+)"/g)].map(([, id]) => id);
    expect(numbers[0]).toBe(numbers[1]);
    expect(numbers[2]).not.toBe(numbers[1]);
    expect(paragraphs.map(({ text }) => text)).toEqual(expect.arrayContaining(['Встретиться', '1 декабря', '=1+1', 'снова раз']));
  });
});
