/** Requests a check sends and how often: the pace of a brisk class, for a minute. A class comes to the page within a minute, and a device that was slow has one left: three minutes for all. */
export const requests = 24;
export const everyMs = 2_500;
export const checkMs = requests * everyMs;

/** A request without a reply for so long has none: by then the student's page would have tried again. */
export const replyLimitMs = 10_000;

export interface Connection {
  sent: number;
  failed: number;
  medianMs: number | null;
  slowMs: number | null;
  clockOffsetMs: number;
}

/** What measuring needs of the world. */
export interface World {
  /** One small request; the server's time. */
  send: () => Promise<number>;
  /** Monotonic. */
  now: () => number;
  /** The device's own clock. */
  wallClock: () => number;
  pause: (ms: number) => Promise<void>;
}

interface Reply {
  tookMs: number;
  offsetMs: number;
}

/** Sends at a steady pace whatever the replies do, so that a slow line neither shortens nor lengthens the check. */
export async function measureConnection(world: World, onsent: (sent: number) => void): Promise<Connection> {
  const replies: Promise<Reply | null>[] = [];
  const begun = world.now();
  for (let sent = 0; sent < requests; sent++) {
    await world.pause(Math.max(0, begun + sent * everyMs - world.now()));
    replies.push(ask(world));
    onsent(sent + 1);
  }
  return summarise(await Promise.all(replies));
}

async function ask(world: World): Promise<Reply | null> {
  const from = world.now();
  const asked = world.wallClock();
  try {
    const serverMs = await world.send();
    const tookMs = world.now() - from;
    // The server looked at its clock about half-way.
    return { tookMs, offsetMs: asked + tookMs / 2 - serverMs };
  } catch {
    return null;
  }
}

export function summarise(replies: readonly (Reply | null)[]): Connection {
  const came = replies.filter((reply) => reply !== null).sort((a, b) => a.tookMs - b.tookMs);
  // The nearest rank: a time that was really measured.
  const rank = (share: number): number | null => {
    const reply = came[Math.ceil(share * came.length) - 1];
    return reply === undefined ? null : Math.round(reply.tookMs);
  };
  return {
    sent: replies.length,
    failed: replies.length - came.length,
    medianMs: rank(0.5),
    slowMs: rank(0.9),
    // The quickest reply says most about the clock.
    clockOffsetMs: Math.round(came[0]?.offsetMs ?? 0),
  };
}
