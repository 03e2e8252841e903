/** What the server refused, or that it was not reached: `offline` has status 0. */
export class ApiFault extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly retryAfterMs: number | null,
  ) {
    super(`${status} ${code}`);
  }

  /** Trying the same again later may help. */
  get passing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

export interface CallOptions {
  token?: string | undefined;
  headers?: Record<string, string> | undefined;
  body?: unknown;
  timeoutMs?: number;
}

const defaultTimeoutMs = 15_000;

/** One JSON call; resolves with the parsed body (undefined for 204) or throws ApiFault. */
export async function call<T>(method: 'GET' | 'POST', path: string, options: CallOptions = {}): Promise<T> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), options.timeoutMs ?? defaultTimeoutMs);
  try {
    const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
    if (options.token !== undefined) headers['Authorization'] = `Bearer ${options.token}`;
    if (options.body !== undefined) headers['Content-Type'] = 'application/json';
    const response = await fetch(path, {
      method,
      headers,
      signal: abort.signal,
      credentials: 'same-origin',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    if (!response.ok) throw await faultOf(response);
    if (response.status === 204) return undefined as T;
    return (await response.json()) as T;
  } catch (error) {
    if (error instanceof ApiFault) throw error;
    throw new ApiFault(0, 'offline', null);
  } finally {
    clearTimeout(timer);
  }
}

async function faultOf(response: Response): Promise<ApiFault> {
  let code = `http-${response.status}`;
  try {
    const body = (await response.json()) as { code?: unknown };
    if (typeof body.code === 'string') code = body.code;
  } catch {
    // A proxy's page instead of ProblemDetails: the status alone has to do.
  }
  const seconds = Number(response.headers.get('Retry-After'));
  return new ApiFault(response.status, code, Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null);
}

export const post = <T>(path: string, body?: unknown, token?: string): Promise<T> => call<T>('POST', path, { body: body ?? {}, token });
export const get = <T>(path: string): Promise<T> => call<T>('GET', path);
