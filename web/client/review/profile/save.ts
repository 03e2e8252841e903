import { documentOf } from '../../report/documents';
import { makePdf } from '../../report/make';
import { readyTexts } from '../../report/save';
import type { Saving } from '../../shared/design/saving';
import { download } from '../../shared/files/download';
import type { ProtocolView } from '../../shared/net/protocolWire';
import { t } from '../../shared/text/text';
import { profilePart, type ProfileWish } from './file';

/** What is on the page as a file; nothing more is asked of the server for it. Its name has no person's in it. */
export async function saveProfile(view: ProtocolView, wish: ProfileWish, { tell, given }: Saving): Promise<void> {
  await readyTexts();
  const title = t('protocol.file.name', { class: view.result.className, seat: view.seat });
  download(await makePdf(documentOf(title, [profilePart(view, wish)]), tell, given), `${title}.pdf`);
}
