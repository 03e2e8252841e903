import { describe, expect, it } from 'vitest';
import { Region } from '../region/region.svelte';
import { ApiFault } from '../shared/net/api';

const refused = (status: number, code: string): (() => Promise<void>) => () => Promise.reject(new ApiFault(status, code, null));

describe('what a page of the region tries', () => {
  it('forgets the last refusal at once and knows the new one', async () => {
    const region = new Region();
    const page = { fault: 'old' as string | null };
    const seen: (string | null)[] = [];
    expect(await region.attempt(page, async () => void seen.push(page.fault))).toBe(true);
    expect([seen, page.fault]).toEqual([[null], null]);
    expect(await region.attempt(page, refused(409, 'wave-full'))).toBe(false);
    expect([page.fault, region.stage]).toEqual(['wave-full', 'loading']);
  });

  it('leads to the sign-in where the session has ended', async () => {
    const region = new Region();
    expect(await region.attempt({ fault: null }, refused(401, 'not-signed-in'))).toBe(false);
    expect(region.stage).toBe('signIn');
  });

  it('lets through what is no refusal', async () => {
    await expect(new Region().attempt({ fault: null }, () => Promise.reject(new TypeError('x')))).rejects.toThrow(TypeError);
  });
});
