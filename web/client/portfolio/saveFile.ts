import { download } from '../shared/files/download';
import { t } from '../shared/text/text';
import { writeFile } from './file';
import type { Portfolio } from './portfolio.svelte';

/** Where anybody can check what is signed. */
export function checkAddress(): string {
  return `${location.origin}/verify`;
}

export function nameOf({ now }: Portfolio): string {
  return now === null ? t('portfolio.fileName.bare') : t('portfolio.fileName', { grade: now.grade, year: String(now.year) });
}

/** The file to keep: it alone can be opened again. */
export function saveFile(portfolio: Portfolio): void {
  const text = writeFile(portfolio.file(), { about: t('portfolio.about'), check: checkAddress() });
  download(new Blob([text], { type: 'application/json' }), `${nameOf(portfolio)}.json`);
  portfolio.isDirty = false;
}
