import { describe, expect, it } from 'vitest';
import { checkPackage } from '../check/packages';

describe('the package', () => {
  const body = '{"battery":"x"}';
  const serve = (text: string, status = 200): typeof fetch => () => Promise.resolve(new Response(text, { status }));
  const hashOf = async (text: string): Promise<string> =>
    Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))), (byte) => byte.toString(16).padStart(2, '0')).join('');

  it('is right by its hash alone', async () => {
    const hash = await hashOf(body);
    expect(await checkPackage(hash, serve(body))).toBe('right');
    expect(await checkPackage(hash, serve(`${body} `))).toBe('wrong');
    expect(await checkPackage(hash, serve('', 404))).toBe('missing');
    expect(await checkPackage(hash, () => Promise.reject(new TypeError('offline')))).toBe('missing');
  });
});
