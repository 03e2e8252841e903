// What the reports use of pdfmake 0.3, which brings no types of its own.
declare module 'pdfmake/build/pdfmake.min.js' {
  interface Made {
    getBuffer(): Promise<Uint8Array<ArrayBuffer>>;
  }
  const pdfMake: {
    addFonts(fonts: Record<string, { normal: string; bold: string; italics: string; bolditalics: string }>): void;
    /** Files by name, in base64. */
    addVirtualFileSystem(files: Record<string, string>): void;
    addTableLayouts(layouts: Record<string, object>): void;
    createPdf(definition: object): Made;
  };
  export default pdfMake;
}
