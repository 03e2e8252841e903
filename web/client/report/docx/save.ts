import type { Saving } from '../../shared/design/saving';
import { download } from '../../shared/files/download';
import { currentLanguage, t } from '../../shared/text/text';
import { readyTexts } from '../save';
import type { BarTable, Block, TextDocument } from './blocks';

/** A document of ours: its words in the language of the page, numbered pages. */
export function textDocument(title: string, running: string, blocks: readonly (Block | BarTable)[]): TextDocument {
  return { title, author: t('brand'), language: currentLanguage() === 'ru' ? 'ru-RU' : 'en-GB', page: t('report.page', { n: '{n}', of: '{of}' }), running, blocks };
}

/** Made once its words are there, then handed over. */
export async function saveDocx(make: () => TextDocument, name: () => string, { given }: Saving): Promise<void> {
  await readyTexts();
  const { docxOf } = await import('./docx');
  const file = await docxOf(make());
  given.throwIfAborted();
  download(file, `${name()}.docx`);
}
