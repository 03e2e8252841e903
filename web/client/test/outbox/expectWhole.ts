import { expect } from 'vitest';
import type { FakeServer } from './fakeServer';

/** Every item once, in order, as `answerAll` answered: nothing lost, nothing doubled. */
export function expectWhole(server: FakeServer, count: number): void {
  expect(server.log.map(({ q }) => q)).toEqual(Array.from({ length: count }, (_, item) => item));
  expect(server.log.every(({ q, v }) => v === String(q % 5))).toBe(true);
}
