import type { Saving } from '../shared/design/saving';
import type { ReviewChoice, SignedVersion } from '../shared/net/decisionWire';
import { dayWords } from '../shared/text/moment';
import { t } from '../shared/text/text';
import { paragraphsOf, type Block, type TextDocument } from './docx/blocks';
import { saveDocx, textDocument } from './docx/save';

/** Whose words of a signed decision a document has. */
export type ConclusionReader = 'student' | 'parent';

/** Whom a decision is about; the name is this browser's own. */
export interface ConclusionPlace {
  schoolName: string;
  className: string;
  seat: number;
  name?: string | undefined;
}

/** Signs of a hash as the student's page shows them. */
const shortHash = 12;

/** What one reader was signed: the words, for the student what stands first and what was computed near, then who answers for it. Nothing that was hidden, and no reader's words for another. */
export function conclusionDocument(version: SignedVersion, reader: ConclusionReader, { schoolName, className, seat, name }: ConclusionPlace): TextDocument {
  const text = version.texts[reader];
  if (text === null) throw new Error(`Nothing was signed for the ${reader}.`);
  const title = t(`report.conclusion.${reader}`);
  const place = t('report.conclusion.place', { school: schoolName, class: className });
  return textDocument(`${title}, ${className}`, `${title} · ${t('report.conclusion.version', { n: version.version })}`, [
    { kind: 'title', text: title },
    { kind: 'paragraph', text: `${name ?? t('report.seat', { n: seat })}. ${place}` },
    ...paragraphsOf(text),
    ...(reader === 'student' ? listOf(version.choices) : []),
    { kind: 'heading', text: t('report.conclusion.signature') },
    { kind: 'paragraph', text: t('conclusion.signed', { name: version.signer, date: dayWords(version.signedAtMs) }) },
    { kind: 'paragraph', text: t('report.conclusion.hand') },
    { kind: 'small', text: t('report.conclusion.version', { n: version.version }) },
    { kind: 'small', text: `${t('conclusion.seal', { seal: version.hash.slice(0, shortHash) })}. ${t('report.conclusion.copy')}` },
  ]);
}

function listOf(choices: readonly ReviewChoice[]): Block[] {
  const first = choices.filter(({ verdict }) => verdict === 'preferred' || verdict === 'added');
  const near = choices.filter(({ verdict, group }) => verdict === 'accepted' && group === 1);
  const sectors = near.filter(({ kind }) => kind === 'sector');
  const equals = (sectors.length > 0 ? sectors : near).map(({ title }) => title).sort((one, other) => one.localeCompare(other, 'ru'));
  return [
    ...(first.length === 0 ? [] : [{ kind: 'heading', text: t('conclusion.first') } as const, { kind: 'list', isOrdered: true, items: first.map(firstWords) } as const]),
    ...(equals.length === 0 ? [] : [{ kind: 'heading', text: t('list.tier.1') } as const, { kind: 'paragraph', text: t('report.conclusion.equals') } as const, { kind: 'list', isOrdered: false, items: equals } as const]),
  ];
}

function firstWords({ kind, title, verdict, words, reason }: ReviewChoice): string {
  const what = `${title} (${t(`conclusion.kind.${kind}`).toLocaleLowerCase()}, ${t(verdict === 'added' ? 'conclusion.added' : 'conclusion.ahead')}).`;
  return words !== null ? `${what} ${words}` : reason === null ? what : `${what} ${t(`conclusion.reason.${reason}`)}`;
}

/** A document of one reader's words; its name has no person's in it. */
export async function saveConclusion(version: SignedVersion, reader: ConclusionReader, place: ConclusionPlace, saving: Saving): Promise<void> {
  await saveDocx(() => conclusionDocument(version, reader, place), () => `${t(`report.conclusion.${reader}`)}, ${place.className}, ${t('report.seat', { n: place.seat })}`, saving);
}
