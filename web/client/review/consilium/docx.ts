import type { TextDocument } from '../../report/docx/blocks';
import { saveDocx, textDocument } from '../../report/docx/save';
import type { Saving } from '../../shared/design/saving';
import { t } from '../../shared/text/text';
import type { ConsiliumProtocol } from './protocol';

/** The protocol as a document that can be written on: the same parts as on the page, and a line for each signature. */
export function consiliumText({ title, about, blocks, signers, foot }: ConsiliumProtocol): TextDocument {
  return textDocument(title, [title, ...about.slice(1, 2)].join(' · '), [
    { kind: 'title', text: title },
    ...about.map((text) => ({ kind: 'paragraph', text }) as const),
    ...blocks,
    { kind: 'heading', text: t('consilium.protocol.signs') },
    ...signers.map((text) => ({ kind: 'paragraph', text: `${text} ${'_'.repeat(28)}` }) as const),
    { kind: 'small', text: foot },
  ]);
}

export const saveProtocolText = (protocol: ConsiliumProtocol, name: string, saving: Saving): Promise<void> => saveDocx(() => consiliumText(protocol), () => name, saving);
