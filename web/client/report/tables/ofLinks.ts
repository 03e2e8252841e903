import type { Saving } from '../../shared/design/saving';
import type { ClickedLink, ClickPage } from '../../shared/net/linksWire';
import { linksTexts } from '../../shared/text/links';
import { dayWords } from '../../shared/text/moment';
import { addTexts, t } from '../../shared/text/text';
import { handOver, ready } from './save';
import { tableOf, type Table } from './table';

/** Every link of a place and of those right under it: a row for each. */
export async function saveLinks(page: ClickPage, { given }: Saving): Promise<void> {
  await ready();
  await addTexts(linksTexts);
  given.throwIfAborted();
  handOver(linkTable(page), 'csv', t('links.file', { place: page.title, year: String(page.year) }));
}

interface Placed {
  link: ClickedLink;
  place: string;
  clicks: number | null;
}

/** A number that is kept back is an empty cell. */
export function linkTable(page: ClickPage): Table {
  const rows = page.links.flatMap((link): Placed[] => [
    { link, place: page.title, clicks: link.clicks },
    ...page.under.map(({ name }, at): Placed => ({ link, place: name, clicks: link.under[at] ?? null })),
  ]);
  return tableOf(t('links.table', { place: page.title }), [
    { title: t('links.link'), width: 40, cell: ({ link }: Placed) => link.title },
    { title: t('links.host'), width: 24, cell: ({ link }: Placed) => link.host },
    { title: t('links.place'), width: 36, cell: ({ place }: Placed) => place },
    { title: t('links.clicks'), width: 14, cell: ({ clicks }: Placed) => clicks },
  ], rows, [t('links.until', { year: String(page.year), date: dayWords(page.untilMs) }), t('links.kept.how')]);
}
