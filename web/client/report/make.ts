import { t } from '../shared/text/text';
import type { ReportDocument } from './nodes';
import type { WorkerWord } from './worker';

/** Says how far it is, in words. */
export type Tell = (words: string) => void;

/** A document → a PDF, beside the page so that it stays alive. Giving up ends the worker at once. */
export function makePdf(document: ReportDocument, tell: Tell, given: AbortSignal): Promise<Blob> {
  return new Promise((resolve, reject) => {
    given.throwIfAborted();
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    const end = (): void => {
      worker.terminate();
      given.removeEventListener('abort', abort);
    };
    const fail = (reason: unknown): void => {
      end();
      reject(reason instanceof Error ? reason : new Error(String(reason)));
    };
    const abort = (): void => fail(given.reason);
    given.addEventListener('abort', abort);
    worker.onerror = (event) => fail(event.message);
    worker.onmessage = ({ data }: MessageEvent<WorkerWord>) => {
      if ('pages' in data) tell(t('report.pages', { n: data.pages }));
      else if ('failed' in data) fail(data.failed);
      else {
        end();
        resolve(new Blob([data.file], { type: 'application/pdf' }));
      }
    };
    worker.postMessage(document);
  });
}
