import { afterEach, describe, expect, it, vi } from 'vitest';
import { orderFault } from '../region/exports/exports.svelte';
import { fetchFile } from '../region/exports/fetchFile';
import { lostOf, megabytes } from '../region/exports/words';
import { ApiFault } from '../shared/net/api';
import type { ExportOrder, ExportSummary } from '../shared/net/exportsWire';

const order: ExportOrder = {
  campaign: 'c', instruments: [], grade: true, sex: true, settlement: true, place: 'school', items: true, scores: true, times: false, everybody: false, leastAlike: 5,
};
const told = (place: ExportOrder['place'], settlement: boolean): ExportSummary => ({
  year: 2026, finished: 9, apart: 0, unready: 0, leftOut: 0, rows: 9, told: { grade: true, sex: true, settlement, place }, groups: 1, smallest: 9, unnumbered: 0, simulated: 0, columns: 3,
});

afterEach(() => vi.unstubAllGlobals());

describe('an export', () => {
  it('needs answers or scores, answers for times, and groups of five', () => {
    expect(orderFault(order)).toBeNull();
    expect(orderFault({ ...order, items: false, scores: false })).toBe('export-nothing');
    expect(orderFault({ ...order, items: false, times: true })).toBe('export-times');
    expect([4, 5.5, 1001, Number.NaN].map((leastAlike) => orderFault({ ...order, leastAlike }))).toEqual(Array(4).fill('export-alike'));
  });

  it('says what of a place is not told', () => {
    expect(lostOf(order, told('school', false))).toBeNull();
    expect(lostOf(order, told('none', true))).toBe('exports.lost.school');
    expect(lostOf(order, told('none', false))).toBe('exports.lost.schoolAndSettlement');
    expect(lostOf({ ...order, place: 'municipality' }, told('none', false))).toBe('exports.lost.all');
    expect(lostOf({ ...order, place: 'municipality' }, told('municipality', false))).toBe('exports.lost.settlement');
    expect(lostOf({ ...order, place: 'municipality', settlement: false }, told('none', false))).toBe('exports.lost.place');
  });

  it('comes piece by piece, and tells how much came', async () => {
    const bytes = [new Uint8Array(100_000), new Uint8Array(150_000)];
    const body = new ReadableStream({
      start(controller) {
        bytes.forEach((part) => controller.enqueue(part));
        controller.close();
      },
    });
    vi.stubGlobal('fetch', async (path: string) =>
      path === '/api/staff/me' ? Response.json({ word: 'w' }) : new Response(body, { headers: { 'Content-Disposition': 'attachment; filename=answers-2026.zip' } }));
    const seen: number[] = [];
    const { file, name } = await fetchFile('/x', {}, (came) => seen.push(megabytes(came)), new AbortController().signal);
    expect([file.size, name, seen]).toEqual([250_000, 'answers-2026.zip', [0.1, 0.3]]);
  });

  it('is refused in the words of the server', async () => {
    vi.stubGlobal('fetch', async (path: string) => (path === '/api/staff/me' ? Response.json({ word: 'w' }) : Response.json({ code: 'export-busy' }, { status: 409 })));
    await expect(fetchFile('/x', {}, () => undefined, new AbortController().signal)).rejects.toEqual(new ApiFault(409, 'export-busy', null));
  });
});
