// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Names } from '../../staff/names/names.svelte';
import { portionSize, Years } from '../../staff/names/years.svelte';
import { Staff } from '../../staff/staff.svelte';
import type { StaffMe } from '../../shared/net/staffWire';

const count = 2 * portionSize + 50;
const place = (classId: string, at: number) => ({ classId, seat: at + 1, name: `Имя ${at}`, className: '9А', words: 'agreed' as const, tie: null });

let sizes: number[];
let told: (string | null)[];
/** The replies to portions, in order; 200 after them. */
let replies: [status: number, code: string][];
let years: Years;

beforeEach(() => {
  [sizes, told, replies] = [[], [], []];
  vi.stubGlobal('fetch', async (path: string, request: RequestInit) => {
    if (request.method === 'GET' && path.endsWith('/years')) return new Response(JSON.stringify({ schoolId: 's1', year: 2027, earlierYear: null, classes: [] }));
    if (request.method === 'GET') return new Response(JSON.stringify({ id: 'p1', word: 'w' }));
    const body = JSON.parse(request.body as string) as { pairs?: { now: object; earlier: object }[]; places?: object[] };
    const all = body.pairs ?? body.places ?? [];
    sizes.push(all.length);
    told.push(years.sending === null ? null : `${years.sending.done}/${years.sending.all}`);
    const [status, code] = replies.shift() ?? [200, ''];
    if (status !== 200) return new Response(JSON.stringify({ code }), { status });
    return new Response(JSON.stringify(body.pairs === undefined ? { undone: all.length } : { linked: all.length - 1, passed: [{ pair: body.pairs[0], why: 'words' }] }));
  });
  const names = new Names(new Staff(), { id: 'p1' } as StaffMe);
  names.school = { id: 's1', classes: [] } as unknown as NonNullable<Names['school']>;
  years = new Years(names);
  years.proposal = { sure: Array.from({ length: count }, (_, at) => ({ now: place('n', at), earlier: place('e', at) })), asked: [], linked: [], words: 0, alone: 0 };
});

afterEach(() => vi.unstubAllGlobals());

describe('many pairs of years', () => {
  it('go out in portions that a request takes, and are told as one', async () => {
    expect(await years.link()).toBeNull();
    expect([sizes, told, years.sending]).toEqual([[portionSize, portionSize, 50], [`0/${count}`, `${portionSize}/${count}`, `${2 * portionSize}/${count}`], null]);
    expect([years.outcome?.linked, years.outcome?.passed.length, years.justLinked.length, years.left]).toEqual([count - 3, 3, count - 3, 0]);
    sizes = [];
    expect(await years.unlink(years.justLinked)).toBeNull();
    expect([sizes, years.outcome, years.justLinked]).toEqual([[portionSize, portionSize, 47], null, []]);
  });

  it('of which one portion is refused are linked without it, which is said', async () => {
    replies = [[200, ''], [400, 'years-invalid']];
    expect(await years.link()).toBe('years-invalid');
    expect([sizes, years.outcome?.linked, years.justLinked.length, years.left]).toEqual([[portionSize, portionSize, 50], portionSize + 48, portionSize + 48, portionSize]);
  });

  it('are not tried further where the server does not answer; what was done counts with the next try', async () => {
    replies = [[200, ''], [503, 'store-busy']];
    const { proposal } = years;
    expect(await years.link()).toBe('store-busy');
    expect([sizes, years.left]).toEqual([[portionSize, portionSize], portionSize + 50]);
    years.proposal = { ...proposal!, sure: proposal!.sure.slice(portionSize) };
    expect(await years.link()).toBeNull();
    expect([years.outcome?.linked, years.justLinked.length, years.left]).toEqual([count - 3, count - 3, 0]);
    replies = [[200, ''], [503, 'store-busy']];
    expect(await years.unlink(years.justLinked)).toBe('store-busy');
    expect(years.justLinked.length).toBe(count - 3 - portionSize);
  });

  it('leave everything as it is where nothing went through', async () => {
    replies = [[503, 'store-busy']];
    expect(await years.link()).toBe('store-busy');
    expect([sizes, years.outcome, years.pairs.length]).toEqual([[portionSize], null, count]);
  });
});
