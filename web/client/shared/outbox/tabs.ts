/** Holding a session in this tab. */
export interface TabClaim {
  /** Another tab of this browser had it. */
  takenOver: boolean;
  release(): void;
}

const answerMs = 150;

/** The newest tab gets the session; the one before is told at once through `lost`. */
export async function claimTab(sid: string, lost: () => void): Promise<TabClaim> {
  const name = nameOf(sid);
  return typeof navigator !== 'undefined' && 'locks' in navigator ? claimLock(navigator.locks, name, lost) : claimByVoice(name, lost);
}

async function claimLock(locks: LockManager, name: string, lost: () => void): Promise<TabClaim> {
  let release: () => void = () => undefined;
  let released = false;
  const held = new Promise<void>((resolve) => {
    release = () => {
      released = true;
      resolve();
    };
  });
  const take = (options: LockOptions): Promise<boolean> =>
    new Promise((resolve) => {
      locks
        .request(name, options, (lock) => {
          resolve(lock !== null);
          return lock === null ? undefined : held;
        })
        .catch(() => {
          resolve(false);
          // The lock was stolen: a newer tab goes on.
          if (!released) lost();
        });
    });
  if (await take({ ifAvailable: true })) return { takenOver: false, release };
  await take({ steal: true });
  return { takenOver: true, release };
}

/** Where there are no locks (a plain-http origin): tabs talk. */
async function claimByVoice(name: string, lost: () => void): Promise<TabClaim> {
  if (typeof BroadcastChannel === 'undefined') return { takenOver: false, release: () => undefined };
  const channel = new BroadcastChannel(name);
  let settled = false;
  let takenOver = false;
  channel.onmessage = ({ data }: MessageEvent<string>) => {
    if (data === 'had') takenOver = true;
    if (data !== 'mine' || !settled) return;
    channel.postMessage('had');
    channel.close();
    lost();
  };
  channel.postMessage('mine');
  await new Promise((resolve) => setTimeout(resolve, answerMs));
  settled = true;
  return { takenOver, release: () => channel.close() };
}

/** Works on a session no tab of this browser holds; `certain` is false where that cannot be known. */
export async function whenUnclaimed(sid: string, work: (certain: boolean) => Promise<void>): Promise<void> {
  if (typeof navigator === 'undefined' || !('locks' in navigator)) return work(false);
  await navigator.locks
    .request(nameOf(sid), { ifAvailable: true }, (lock) => (lock === null ? undefined : work(true)))
    // A tab that opens the session meanwhile steals the lock, and its epoch ends this work.
    .catch(() => undefined);
}

function nameOf(sid: string): string {
  return `session ${sid}`;
}
