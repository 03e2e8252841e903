import { utf8, type Bytes } from './bytes';

// So that the length of what is stored does not tell how much was written.
const block = 2_048;

/** JSON as bytes, filled up with spaces to whole blocks. */
export function padded(value: unknown): Bytes {
  const text = JSON.stringify(value);
  return utf8(text + ' '.repeat((block - (utf8(text).length % block)) % block));
}
