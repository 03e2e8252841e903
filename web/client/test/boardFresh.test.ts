// @vitest-environment jsdom
import { flushSync, mount, unmount, type Component } from 'svelte';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Board } from '../class/board.svelte';
import type { BoardView } from '../shared/net/wire';
import { staffTexts } from '../shared/text/staff';
import { addTexts } from '../shared/text/text';

const view = { classId: 'c', className: '9Б', schoolName: 'Школа', revision: 1, run: 'lobby', seats: [], itemCount: 3, variant: 'standard' } as unknown as BoardView;
const hub = vi.hoisted(() => ({ show: (_view: unknown): void => undefined }));
vi.mock('../class/boardHub', () => ({
  openBoardHub: async (_link: string, show: (view: unknown) => void) => {
    hub.show = show;
    return { stop: async () => undefined };
  },
}));

// The page asks for the look while it is loaded.
let BoardPage: Component<{ board: Board; view: BoardView }>;
beforeAll(async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
  BoardPage = (await import('../class/BoardPage.svelte')).default;
}, 60_000);

let asked = 0;
let isAway = false;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
  [asked, isAway] = [0, false];
  vi.stubGlobal('fetch', (_path: string, { signal }: RequestInit) => {
    asked++;
    return isAway ? new Promise((_, reject) => signal!.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))) : Promise.resolve(Response.json(view));
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a board whose hub is open', () => {
  async function opened(): Promise<Board> {
    const board = new Board('link');
    void board.start();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(board.stage).toBe('open');
    return board;
  }

  it('asks for nothing while the hub tells', async () => {
    await opened();
    const before = asked;
    for (let second = 0; second < 60; second += 5) {
      hub.show({ ...view });
      await vi.advanceTimersByTimeAsync(5_000);
    }
    expect(asked).toBe(before);
  });

  it('asks when the hub is silent, and says when there is no reply, long before the socket notices', async () => {
    const board = await opened();
    const before = asked;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(asked).toBeGreaterThan(before);
    expect(board.stale).toBe(false);
    isAway = true;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(board.stale).toBe(true);
    isAway = false;
    // The longest a board waits after so many failures.
    await vi.advanceTimersByTimeAsync(20_000);
    expect(board.stale).toBe(false);
  });
});

describe('the board in the lobby', () => {
  it('takes a note of what happened, for it may be why there is no lesson', async () => {
    isAway = true;
    await addTexts(staffTexts);
    const page = mount(BoardPage, { target: document.body, props: { board: new Board('link'), view } });
    flushSync();
    expect(document.querySelector('[data-testid=board-irregular]')).not.toBeNull();
    await unmount(page);
  });
});
