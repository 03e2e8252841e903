import { documentOf } from '../report/documents';
import { makePdf } from '../report/make';
import { readyTexts } from '../report/save';
import type { Saving } from '../shared/design/saving';
import { download } from '../shared/files/download';
import { fits, qrRows } from '../shared/slip/qr';
import { symbolsOf } from './mark';
import { portfolioPart, type Check } from './paper';
import type { Portfolio } from './portfolio.svelte';
import { checkAddress, nameOf } from './saveFile';
import { printOf } from './signed';

/** The portfolio as it stands on the page, to print and to hand on. Years whose signature was not found right are left out of it. */
export async function savePdf(portfolio: Portfolio, { tell, given }: Saving): Promise<void> {
  await readyTexts();
  const { own, signed, now, earlier, linked } = portfolio;
  const part = portfolioPart({
    own,
    statement: now,
    years: [...linked, ...earlier.filter(({ verdict }) => verdict === 'valid').map(({ statement }) => statement)].sort((a, b) => b.year - a.year),
    check: signed === null ? null : checkOf(symbolsOf(signed.mark)),
    print: signed === null ? null : await printOf(signed.statement.text),
  });
  download(await makePdf(documentOf(part.title, [part]), tell, given), `${nameOf(portfolio)}.pdf`);
}

/** The mark stands behind the hash: what is scanned never comes to a server. */
function checkOf(symbols: string | null): Check | null {
  const address = `${checkAddress()}#`;
  return symbols === null || !fits(address, symbols) ? null : { page: checkAddress(), address: address + symbols, rows: qrRows(address, symbols) };
}
