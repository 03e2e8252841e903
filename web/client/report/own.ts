import type { Saving } from '../shared/design/saving';
import type { StudentResult } from '../shared/net/studentResultWire';
import { download } from '../shared/files/download';
import { t } from '../shared/text/text';
import { ownDocument } from './documents';
import { makePdf } from './make';
import { readyTexts } from './save';
import type { SheetWish } from './sheet';

/** The result that stands on the page, as a file. */
export async function saveOwn(result: StudentResult, wish: SheetWish, { tell, given }: Saving): Promise<void> {
  await readyTexts();
  const file = await makePdf(ownDocument(result, wish), tell, given);
  download(file, `${t('report.file.own', { name: result.className })}.pdf`);
}
