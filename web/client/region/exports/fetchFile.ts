import { ApiFault } from '../../shared/net/api';
import { staffHeaders } from '../../shared/net/staff';

/** A file the server makes while it is fetched: how much has come is told as it comes. No time-out: a whole region takes minutes. */
export async function fetchFile(path: string, body: unknown, tell: (bytes: number) => void, signal: AbortSignal): Promise<{ file: Blob; name: string }> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(await staffHeaders()) },
      body: JSON.stringify(body),
      credentials: 'same-origin',
      signal,
    });
    if (!response.ok || response.body === null) throw await faultOf(response);
    const parts: BlobPart[] = [];
    let bytes = 0;
    const reader = response.body.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      parts.push(next.value as BlobPart);
      tell((bytes += next.value.length));
    }
    return { file: new Blob(parts, { type: 'application/octet-stream' }), name: nameOf(response) };
  } catch (error) {
    if (error instanceof ApiFault || signal.aborted) throw error;
    throw new ApiFault(0, 'offline', null);
  }
}

const nameOf = (response: Response): string => /filename=([\w.-]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? 'answers.zip';

async function faultOf(response: Response): Promise<ApiFault> {
  let code = `http-${response.status}`;
  try {
    const told = (await response.json()) as { code?: unknown };
    if (typeof told.code === 'string') code = told.code;
  } catch {
    // A proxy's page instead of ProblemDetails: the status alone has to do.
  }
  return new ApiFault(response.status, code, null);
}
