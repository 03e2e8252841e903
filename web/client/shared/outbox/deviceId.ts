/** A random name this browser made for itself; says nothing about the person. */
export function deviceId(): string {
  try {
    const stored = localStorage.getItem('deviceId');
    if (stored !== null && stored.length >= 16) return stored;
    const made = randomId();
    localStorage.setItem('deviceId', made);
    return made;
  } catch {
    return (memory ??= randomId());
  }
}

let memory: string | undefined;

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
