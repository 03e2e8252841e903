import pdfMake from 'pdfmake/build/pdfmake.min.js';
import medium from 'pdfmake/build/fonts/Roboto/Roboto-Medium.ttf?url';
import regular from 'pdfmake/build/fonts/Roboto/Roboto-Regular.ttf?url';
import type { ReportDocument } from './nodes';
import { layouts, printed } from './printed';

/** What the worker says: pages begun so far, then the file or that it failed. */
export type WorkerWord = { pages: number } | { file: Uint8Array<ArrayBuffer> } | { failed: string };

interface Port {
  onmessage: ((event: MessageEvent<ReportDocument>) => void) | null;
  postMessage(word: WorkerWord): void;
}

const port = self as unknown as Port;
const at = (file: string): string => new URL(file, self.location.href).href;
pdfMake.addFonts({ Roboto: { normal: at(regular), bold: at(medium), italics: at(regular), bolditalics: at(medium) } });
pdfMake.addTableLayouts(layouts);

port.onmessage = ({ data }) => {
  let pages = 0;
  const onPage = (): void => port.postMessage({ pages: (pages += 1) });
  printed(pdfMake, data, onPage).then((file) => port.postMessage({ file }), (error: unknown) => port.postMessage({ failed: String(error) }));
};
