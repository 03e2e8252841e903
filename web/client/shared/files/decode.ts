/** A file's text: UTF-8 where it is, otherwise windows-1251 as older Excel writes it. */
export function decode(bytes: ArrayBuffer | Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes as BufferSource);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes as BufferSource);
  }
}
