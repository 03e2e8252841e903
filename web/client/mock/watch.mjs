// Two nodes of a made-up server, one in trouble, which move on with every look.
const times = (base) => ({ p50: base, p95: base * 3, p99: base * 7 });

function nodeOf(number, now) {
  const wave = 1 + 0.3 * Math.sin(now / 9_000 + number);
  const isFull = number === 1;
  return {
    id: number === 0 ? '' : `n${number}`, name: `server-${number + 1}`, isSelf: number === 0, isHeard: true, ageMs: number * 700,
    load: {
      answersPerSecond: Math.round(640 * wave), waiting: isFull ? 11_400 : 12, writerShare: isFull ? 0.86 : 0.31, processorShare: 0.44, isStarved: false, isStoreLost: false, queue: 0,
      entriesPerSecond: 400,
    },
    figures: {
      sockets: 9_120, boards: 310, answering: 8_800, acceptedPerSecond: Math.round(645 * wave), acknowledged: times(isFull ? 420 : 6), commit: times(isFull ? 90 : 2.4), read: times(0.8),
      readsPerSecond: 96, batchMean: 23.4, refused: { busy: isFull ? 3.5 : 0, rate: 0, superseded: 0.5, invalid: 0, total: isFull ? 4 : 0.5 }, limitedPerSecond: 0,
      queueShare: isFull ? 0.57 : 0, poolBusy: 4, poolIdle: 16, gcShare: 0.004, memoryBytes: 734_003_200, threads: 12, threadsWaiting: 0, diskFreeBytes: 88e9, logBytes: 0,
      isDraining: false,
      alerts: isFull ? [{ condition: 'queueShare > 0.5 for 30s', figure: 'queueShare', value: 0.57, sinceMs: now - 190_000 }] : [],
    },
    trend: Array.from({ length: 150 }, (_, index) => ({
      atMs: now - 2_000 * (149 - index), answersPerSecond: Math.round(600 + 90 * Math.sin(index / 12)), ackP99Ms: 30 + 20 * Math.cos(index / 9), waiting: index % 17,
    })),
  };
}

/** The answer of the door of the server, or null when the path is another. */
export function watchAnswer(state, path) {
  if (path !== '/api/server') return null;
  if (state.staff === null) return [401, { code: 'sign-in' }];
  if (!state.staff.acts.includes('keepServer')) return [403, { code: 'not-yours' }];
  const now = Date.now();
  return [200, { atMs: now, nodes: [nodeOf(0, now), nodeOf(1, now)] }];
}
