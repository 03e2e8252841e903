import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { browser, until, Window } from './device';
import { FakeServer } from './fakeServer';

describe('a result key given out anew', () => {
  it('is told to no screen, and the page does not ask for ever', async () => {
    const server = new FakeServer();
    server.fate = (call, nth) => (call === 'finish' && nth === 0 ? 'unanswered' : 'fine');
    const { db } = await browser();
    const window = await Window.open(server, db);
    await window.answer(0, '1');
    window.link.finish();
    await until(() => server.state === 'finished', 'finished');
    server.key = null;
    await until(() => window.closedAs === 'finished', 'the end');
    expect(window.key).toBeNull();
    expect(server.count('finish')).toBe(2);
  });
});
