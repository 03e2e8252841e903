import { beforeEach, describe, expect, it } from 'vitest';
// @ts-expect-error The stand-in server is plain JavaScript.
import * as mock from '../mock/review.mjs';
import type { QueuePage, TalkRequest } from '../shared/net/reviewWire';

const staff = { acts: ['readResults'], name: 'Мария Викторовна', word: 'word' };
let state: { staff: typeof staff | null };

beforeEach(() => {
  state = { staff, ...mock.reviewState() };
});

function read(query: string): QueuePage {
  const [status, page] = mock.reviewAnswer(state, 'GET', '/api/review/queue', new URLSearchParams(query), {}, null) as [number, QueuePage];
  expect(status).toBe(200);
  return page;
}

function note(talk: TalkRequest, word: string): number {
  return (mock.reviewAnswer(state, 'POST', '/api/review/talks', new URLSearchParams(), talk, word) as [number])[0];
}

describe('the stand-in of the queue', () => {
  it('tells fifty rows a page, the most needed first, and counts the whole place', () => {
    const first = read('');
    expect([first.rows.length, first.total, first.counts.all, first.classes.length]).toEqual([50, 2_000, 2_000, 80]);
    expect(first.counts.needsTalk + first.counts.ordinary).toBe(2_000);
    expect(first.rows[0]!.needs.map(({ reason }) => reason)).toContain('askedForTalk');
    expect(read('from=1990').rows.length).toBe(10);
  });

  it('marks a reason that fires on a third of a class, and gives it no weight there', () => {
    const room = read('').classes.find(({ classId }) => classId === 'c1')!;
    expect(room.rates.find(({ reason }) => reason === 'flat')?.isUseless).toBe(true);
    const rows = read('reason=flat&class=c1').rows;
    expect(rows.at(-1)!.needs.map(({ reason }) => reason)).toEqual(['flat']);
  });

  it('has room for so many talks, and a talk that is noted leaves it until it is taken back', () => {
    const [chosen] = read('talks=3').rows;
    expect(read('talks=3').total).toBe(3);
    const talk = { classId: chosen!.classId, seat: chosen!.seat };
    expect(note({ ...talk, held: true }, 'other')).toBe(403);
    expect(note({ ...talk, held: true }, 'word')).toBe(204);
    expect(read('state=talked').rows.map(({ classId, seat }) => ({ classId, seat }))).toEqual([talk]);
    expect(read('talks=3').rows).not.toContainEqual(chosen);
    expect(note({ ...talk, held: false }, 'word')).toBe(204);
    expect(read('talks=3').rows[0]).toEqual(chosen);
    expect(note({ ...talk, seat: 99, held: true }, 'word')).toBe(404);
  });
});
