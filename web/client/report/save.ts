import { addTexts } from '../shared/text/text';
import { reportTexts } from '../shared/text/report';

/** The words of files; more than once is one load. */
let texts: Promise<void> | null = null;

export function readyTexts(): Promise<void> {
  return (texts ??= addTexts(reportTexts));
}

/** Hands a file to the browser's downloads. The name may hold nothing a folder would take for a path. */
export function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${name.replaceAll(/[\\/:*?"<>|]/g, ' ')}.pdf`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
