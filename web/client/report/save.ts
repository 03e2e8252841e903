import { addTexts } from '../shared/text/text';
import { reportTexts } from '../shared/text/report';

/** The words of files; more than once is one load. */
let texts: Promise<void> | null = null;

export function readyTexts(): Promise<void> {
  return (texts ??= addTexts(reportTexts));
}
