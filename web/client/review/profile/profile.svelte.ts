import { ApiFault, get } from '../../shared/net/api';
import type { AnswerPath, ProtocolView } from '../../shared/net/protocolWire';
import type { Place } from '../address';

/** One student's profile as this page has it; how it was answered only when somebody asks. */
export class Profile {
  view = $state.raw<ProtocolView | null>(null);
  path = $state.raw<AnswerPath | null>(null);
  isReadingPath = $state(false);
  /** Why the newest reading failed. */
  fault = $state<string | null>(null);
  private readonly address: string;

  constructor({ classId, seat }: Place) {
    this.address = `/api/review/classes/${encodeURIComponent(classId)}/seats/${seat}`;
  }

  async open(): Promise<void> {
    this.fault = null;
    try {
      this.view = await get<ProtocolView>(this.address);
    } catch (error) {
      this.fault = codeOf(error);
    }
  }

  async openPath(): Promise<void> {
    if (this.isReadingPath || this.path !== null) return;
    this.isReadingPath = true;
    this.fault = null;
    try {
      this.path = await get<AnswerPath>(`${this.address}/path`);
    } catch (error) {
      this.fault = codeOf(error);
    } finally {
      this.isReadingPath = false;
    }
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof ApiFault)) throw error;
  return error.code;
}
