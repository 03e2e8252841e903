import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RosterImport } from '../region/import/import.svelte';
import { Region } from '../region/region.svelte';

/** Each reply of the server in turn: a status with a body, or no reply at all. */
type Reply = readonly [status: number, body: unknown] | 'lost';

const writing: Reply = [200, { stage: 'writing', share: 0.5, done: null }];
const done: Reply = [200, { stage: 'done', share: 1, done: { made: 1, changed: 0, seats: 2 } }];
const started: Reply = [204, null];

function serve(replies: Record<'apply' | 'look', Reply[]>): void {
  vi.stubGlobal('fetch', (path: string) => {
    const reply = path.includes('/roster/') ? replies[path.endsWith('/apply') ? 'apply' : 'look'].shift()! : ([200, { token: 'x' }] as const);
    if (reply === 'lost') return Promise.reject(new TypeError('lost'));
    return Promise.resolve(new Response(reply[0] === 204 ? null : JSON.stringify(reply[1]), { status: reply[0] }));
  });
}

function planned(): RosterImport {
  const roster = new RosterImport(new Region());
  roster.file = { work: 'work', found: { format: 'csv', manner: '', rows: 1, columns: [], personal: [] }, remembered: null, isBound: false };
  roster.step = 'plan';
  return roster;
}

async function applied(roster: RosterImport): Promise<void> {
  const end = roster.apply();
  await vi.advanceTimersByTimeAsync(30_000);
  await end;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('an import that is being written', () => {
  it('is looked at again when a look fails for a while', async () => {
    serve({ apply: [started], look: [writing, 'lost', [503, { code: 'store-busy' }], writing, done] });
    const roster = planned();
    await applied(roster);
    expect([roster.step, roster.progress?.stage, roster.fault, roster.busy]).toEqual(['done', 'done', null, false]);
  });

  it('is looked at when its beginning was not heard', async () => {
    serve({ apply: ['lost', [409, { code: 'roster-busy' }]], look: [writing, done] });
    const roster = planned();
    await applied(roster);
    expect([roster.step, roster.fault?.code]).toEqual(['plan', 'offline']);
    await applied(roster);
    expect([roster.step, roster.progress?.stage]).toEqual(['done', 'done']);
  });

  it('leads back to its plan where it may not be looked at any more', async () => {
    serve({ apply: [started], look: [[403, { code: 'forbidden' }]] });
    const roster = planned();
    await applied(roster);
    expect([roster.step, roster.busy]).toEqual(['plan', false]);
  });
});
