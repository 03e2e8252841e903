import type { SocketCheck } from '../shared/net/readinessWire';

/** As long as the student's page gives a socket to open. */
const limitMs = 5_000;

/** A socket as lessons open it, to the hub that gives back what it gets. */
export async function checkSocket(ticket: string): Promise<SocketCheck> {
  let stop = (): void => undefined;
  try {
    const { echoHub } = await import('./echo');
    const connection = echoHub(ticket);
    stop = () => void connection.stop().catch(() => undefined);
    if ((await within(connection.start().then(() => true))) !== true) return 'blocked';
    const word = String(Math.random());
    return (await within(connection.invoke<string>('Echo', word).catch(() => null))) === word ? 'carried' : 'silent';
  } catch {
    return 'blocked';
  } finally {
    stop();
  }
}

async function within<T>(work: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
