import { documentOf } from '../../report/documents';
import { accent, small } from '../../report/look';
import { makePdf } from '../../report/make';
import type { Block } from '../../report/docx/blocks';
import type { Content, ReportDocument } from '../../report/nodes';
import { readyTexts } from '../../report/save';
import type { Saving } from '../../shared/design/saving';
import { download } from '../../shared/files/download';
import { t } from '../../shared/text/text';
import type { ConsiliumProtocol } from './protocol';

/** The protocol as a document of the files: the same parts as on the page. */
export function consiliumDocument({ title, about, blocks, signers, foot }: ConsiliumProtocol): ReportDocument {
  const running = [title, ...about.slice(1, 2)].join(' · ');
  return documentOf(running, [
    {
      title,
      running,
      content: [
        { text: t('brand'), style: 'brand' },
        { text: title, style: 'title' },
        ...about.map((text) => ({ text, style: 'soft' })),
        ...blocks.map(contentOf),
        { text: t('consilium.protocol.signs'), margin: [0, 18, 0, 6] },
        ...signers.map(signature),
        small(foot),
      ],
    },
  ]);
}

/** A line to sign on paper. */
function signature(text: string): Content {
  return { columns: [{ text, width: '*' }, { text: '_'.repeat(28), width: 'auto', color: accent }], columnGap: 12, margin: [0, 5, 0, 5], unbreakable: true };
}

function contentOf(block: Block): Content {
  switch (block.kind) {
    case 'title':
    case 'heading':
      return { text: block.text, style: 'heading' };
    case 'small':
    case 'paragraph':
      return { text: block.text, margin: [0, 0, 0, 4] };
    case 'list':
      return { ul: [...block.items] };
    case 'table':
      return {
        layout: 'ruled',
        table: {
          headerRows: 1, dontBreakRows: true, widths: block.shares.map((share) => `${share}%` as const),
          body: [block.head.map((text) => ({ text, bold: true })), ...block.rows.map((row) => [...row])],
        },
      };
  }
}

export async function saveProtocol(protocol: ConsiliumProtocol, name: string, { tell, given }: Saving): Promise<void> {
  await readyTexts();
  download(await makePdf(consiliumDocument(protocol), tell, given), name);
}
