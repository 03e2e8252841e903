import { ApiFault } from '../../shared/net/api';
import { staffHeaders } from '../../shared/net/staff';
import type { RosterFile } from '../../shared/net/rosterWire';

export const largestRoster = 64 * 1024 * 1024;

/** A file the server does not take, with the part of an archive and the line it is about. */
export class RosterRefused extends ApiFault {
  constructor(
    status: number,
    code: string,
    readonly part: string,
    readonly line: number,
  ) {
    super(status, code, null);
  }
}

/** Parts of an archive of OneRoster that say who somebody is: they never leave this browser. */
const personal = /^(?:users|demographics|userProfiles|userResources|roles)\.csv$/i;

export interface Readied {
  file: Blob;
  /** Parts that were taken out. */
  left: string[];
}

/** What of a file is sent: an archive of OneRoster without its parts about persons, anything else as it is. */
export async function readied(file: Blob): Promise<Readied> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { file, left: [] };
  const { unzipSync, zipSync } = await import('fflate');
  const left: string[] = [];
  try {
    const names: string[] = [];
    unzipSync(bytes, { filter: ({ name }) => names.push(name) < 0 });
    if (!names.includes('manifest.csv') || !names.some((name) => personal.test(name))) return { file, left };
    let sum = 0;
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (personal.test(name)) {
          left.push(name);
          return false;
        }
        sum += originalSize;
        if (sum > 10 * largestRoster) throw new RosterRefused(413, 'roster-large', '', 0);
        return true;
      },
    });
    return { file: new Blob([zipSync(parts, { level: 1 }) as BlobPart]), left };
  } catch (error) {
    if (error instanceof RosterRefused) throw error;
    throw new RosterRefused(400, 'roster-unreadable', '', 0);
  }
}

/** Brings a file to the server. No time-out: a slow line may take minutes. */
export async function bring(file: Blob): Promise<RosterFile> {
  if (file.size > largestRoster) throw new RosterRefused(413, 'roster-large', '', 0);
  const headers = { Accept: 'application/json', 'Content-Type': 'application/octet-stream', ...(await staffHeaders()) };
  let response: Response;
  try {
    response = await fetch('/api/staff/roster', { method: 'POST', headers, credentials: 'same-origin', body: file });
  } catch {
    throw new ApiFault(0, 'offline', null);
  }
  if (response.ok) return (await response.json()) as RosterFile;
  const told = (await response.json().catch(() => ({}))) as { code?: string; part?: string; line?: number };
  throw new RosterRefused(response.status, told.code ?? (response.status === 413 ? 'roster-large' : `http-${response.status}`), told.part ?? '', told.line ?? 0);
}
