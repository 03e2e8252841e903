// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Drafts } from '../shared/files/drafts';

describe('what is typed and not sent', () => {
  beforeEach(() => sessionStorage.clear());

  it('stays in the tab by what it was typed for, until it goes', () => {
    const drafts = new Drafts<number[]>('typed');
    drafts.keep('a|1', [1]);
    drafts.keep('b|1', [2]);
    expect([new Drafts<number[]>('typed').kept('a|1'), drafts.kept('c'), new Drafts('other').kept('a|1')]).toEqual([[1], null, null]);
    drafts.retain((of) => of.startsWith('b|'));
    expect([drafts.kept('a|1'), drafts.kept('b|1')]).toEqual([null, [2]]);
    drafts.drop('b|1');
    expect(sessionStorage.length).toBe(0);
    drafts.keep('a|1', [1]);
    drafts.clear();
    expect(sessionStorage.length).toBe(0);
  });

  it('is not there where storage is forbidden or holds something else', () => {
    const drafts = new Drafts<number>('typed');
    sessionStorage.setItem('typed', 'no JSON');
    expect(drafts.kept('a')).toBeNull();
    vi.stubGlobal('sessionStorage', undefined);
    drafts.keep('a', 1);
    expect(drafts.kept('a')).toBeNull();
    drafts.clear();
    vi.unstubAllGlobals();
  });
});
