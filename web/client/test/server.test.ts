import { afterEach, describe, expect, it, vi } from 'vitest';
import { pagesOf } from '../region/pages';
import { Region } from '../region/region.svelte';
import { adviceOf, alertsOf, groupsOf, stateOf } from '../region/server/rows';
import { ServerWatch } from '../region/server/server.svelte';
import type { NodeFigures, ServerNode, ServerView, StandingAlert } from '../region/server/wire';
import type { StaffMe } from '../shared/net/staffWire';
import { addTexts } from '../shared/text/text';
import { serverTexts } from '../shared/text/server';

addTexts(serverTexts);

const times = { p50: null, p95: null, p99: null };
const alert = (figure: string, sinceMs = 0): StandingAlert => ({ condition: `${figure} > 1`, figure, value: 2, sinceMs });
const figures = (more: Partial<NodeFigures> = {}): NodeFigures => ({
  sockets: 1234, boards: 1, answering: 2, acceptedPerSecond: 3, acknowledged: { p50: 1.5, p95: 12, p99: 30.25 }, commit: times, read: times, readsPerSecond: 0, batchMean: null,
  refused: { busy: 0, rate: 0, superseded: 0, invalid: 0, total: 0 }, limitedPerSecond: 0, queueShare: 0.25, poolBusy: null, poolIdle: null, gcShare: 0, memoryBytes: 0,
  threads: 8, threadsWaiting: 0, diskFreeBytes: null, logBytes: 0, isDraining: false, alerts: [], ...more,
});
const node = (more: Partial<ServerNode> = {}): ServerNode => ({
  id: '', name: 'узел', isSelf: true, isHeard: true, ageMs: 0, figures: figures(), trend: [],
  load: { answersPerSecond: 0, waiting: 5000, writerShare: 0, processorShare: 0, isStarved: false, isStoreLost: false, queue: 0, entriesPerSecond: 400 }, ...more,
});
const valueOf = (one: ServerNode, id: string): string | undefined => groupsOf(one).flatMap(({ rows }) => rows).find((row) => row.id === id)?.value;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the page of the server', () => {
  it('opens to whoever looks after the server and to nobody else', () => {
    const views = (...acts: string[]): string[] => pagesOf({ acts } as unknown as StaffMe).map(({ view }) => view);
    expect(views('keepServer')).toContain('server');
    expect(views('readFigures', 'keepCampaign', 'keepContent', 'leadDay')).not.toContain('server');
  });

  it('says the gravest of a node first: silence over a lost store over draining over late replies', () => {
    const load = { ...node().load, isStarved: true };
    expect(stateOf(node())).toBe('ok');
    expect(stateOf(node({ load }))).toBe('starved');
    expect(stateOf(node({ load, figures: figures({ isDraining: true }) }))).toBe('draining');
    expect(stateOf(node({ load: { ...load, isStoreLost: true }, figures: figures({ isDraining: true }) }))).toBe('storeLost');
    expect(stateOf(node({ isHeard: false, load: { ...load, isStoreLost: true } }))).toBe('silent');
    expect(stateOf(node({ figures: null }))).toBe('ok');
  });

  it('tells each figure with its unit, and a dash where nothing was measured', () => {
    expect(valueOf(node(), 'acknowledged')).toBe('1,5 · 12,0 · 30,3 мс (50 · 95 · 99 %)');
    expect(valueOf(node(), 'commit')).toBe('–');
    expect(valueOf(node(), 'batch')).toBe('–');
    expect(valueOf(node(), 'pool')).toBe('–');
    expect(valueOf(node({ figures: figures({ poolBusy: 3, poolIdle: 7 }) }), 'pool')).toBe('занято 3, свободно 7');
    expect(valueOf(node(), 'disk')).toBe('–');
    expect(valueOf(node({ figures: figures({ diskFreeBytes: 5 * 1_048_576 }) }), 'disk')).toBe('5 МБ');
    expect(valueOf(node(), 'waiting')?.replace(/\s/g, ' ')).toBe('5 000 (25 % очереди)');
    expect(groupsOf(node({ figures: null }))).toEqual([]);
  });

  it('puts the alerts of all nodes that speak together, the oldest first, each with what to do', () => {
    const nodes = [node({ figures: figures({ alerts: [alert('gcShare', 5), alert('sockets', 1)] }) }), node({ id: 'b', figures: figures({ alerts: [alert('storeLost', 3)] }) }), node({ id: 'c', isHeard: false, figures: figures({ alerts: [alert('logMb')] }) })];
    expect(alertsOf(nodes).map(({ node: of, alert: one }) => [of.id, one.figure])).toEqual([['', 'sockets'], ['b', 'storeLost'], ['', 'gcShare']]);
    expect(adviceOf(alert('storeLost'))).toContain('База не пишет');
    expect(adviceOf(alert('sockets'))).toBe('Выполнено ваше условие.');
  });

  it('grows old while the server is silent, keeps what it knew, and is fresh with the next reading', async () => {
    vi.useFakeTimers();
    let reply: ServerView | null = { atMs: 1, nodes: [node()] };
    vi.stubGlobal('document', { hidden: false });
    vi.stubGlobal('fetch', () => (reply === null ? Promise.reject(new TypeError('offline')) : Promise.resolve(new Response(JSON.stringify(reply)))));
    const watch = new ServerWatch(new Region());
    const running = watch.run();
    await vi.advanceTimersByTimeAsync(0);
    expect([watch.view?.atMs, watch.isStale, watch.fault]).toEqual([1, false, null]);
    reply = null;
    await vi.advanceTimersByTimeAsync(12_000);
    watch.tick();
    expect([watch.view?.atMs, watch.isStale]).toEqual([1, true]);
    expect(watch.fault).not.toBeNull();
    // The fault stays told while the next try is under way: the page does not change with every try.
    let answer: (() => void) | null = null;
    vi.stubGlobal('fetch', () => new Promise<Response>((done, fail) => (answer = () => (reply === null ? fail(new TypeError('offline')) : done(new Response(JSON.stringify(reply)))))));
    await vi.advanceTimersByTimeAsync(2_000);
    expect([answer, watch.fault]).not.toContain(null);
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(reply))));
    // A server that answers with an old look of its own is as stale.
    reply = { atMs: 2, nodes: [node({ ageMs: 30_000 })] };
    answer!();
    await vi.advanceTimersByTimeAsync(0);
    expect([watch.view?.atMs, watch.isStale, watch.fault]).toEqual([2, true, null]);
    reply = { atMs: 3, nodes: [node()] };
    await vi.advanceTimersByTimeAsync(2_000);
    expect([watch.view?.atMs, watch.isStale]).toEqual([3, false]);
    watch.stop();
    await vi.advanceTimersByTimeAsync(0);
    await running;
  });
});
