import { ApiFault, get } from '../../shared/net/api';
import type { BenchPage, BenchStart, QtiReply } from '../../shared/net/benchWire';
import { staffPost } from '../../shared/net/staff';
import type { Region } from '../region.svelte';

export const door = '/api/bench';

/** The longest file that is sent: the server takes 8 MB with what JSON adds. */
const mostBytes = 5_500_000;

/** Drafts of the own region and what it published: looked at, begun. */
export class Bench {
  page = $state.raw<BenchPage | null>(null);
  fault = $state<string | null>(null);
  busy = $state(false);
  /** What came of the last package. */
  qti = $state.raw<QtiReply | null>(null);
  /** What was done to a draft that is here no more. */
  done = $state('');

  constructor(readonly region: Region) {}

  async load(): Promise<void> {
    await this.region.attempt(this, async () => {
      this.page = await get<BenchPage>(door);
    });
  }

  /** Leads to the draft. */
  async begin(start: BenchStart): Promise<void> {
    await this.attempt(async () => {
      const { draft } = await staffPost<{ draft: string }>(door, start);
      location.hash = `bench/${draft}`;
    });
  }

  /** An instrument's JSON, or a QTI package (an archive, or the XML of one item). */
  async take(file: File): Promise<void> {
    this.qti = null;
    await this.attempt(async () => {
      if (file.size > mostBytes) throw new ApiFault(413, 'draft-large', null);
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (isPackage(bytes)) {
        this.qti = await staffPost<QtiReply>(`${door}/qti`, { name: file.name, package: base64(bytes) });
        this.page = await get<BenchPage>(door);
      } else {
        const { draft } = await staffPost<{ draft: string }>(door, { text: new TextDecoder().decode(bytes) });
        location.hash = `bench/${draft}`;
      }
    });
  }

  private async attempt(deed: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    await this.region.attempt(this, deed);
    this.busy = false;
  }
}

/** An archive, or XML. */
export function isPackage(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 16)).trimStart();
  return start.startsWith('PK') || start.startsWith('<');
}

export function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000) parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(parts.join(''));
}

/** A file of the server for the browser's downloads. */
export async function fileOf(path: string): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin' });
  } catch {
    throw new ApiFault(0, 'offline', null);
  }
  if (!response.ok) throw new ApiFault(response.status, response.status === 404 ? 'not-found' : `http-${response.status}`, null);
  return response.blob();
}
