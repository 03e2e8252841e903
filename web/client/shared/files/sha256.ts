/** SHA-256 in lower-case hex; a text is its UTF-8 bytes. Only where the page may compute: over plain http it may not. */
export async function sha256Hex(of: string | BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', typeof of === 'string' ? new TextEncoder().encode(of) : of));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
