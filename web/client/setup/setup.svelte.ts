import { ApiFault, get, post } from '../shared/net/api';
import type { SetupTree } from '../shared/net/wire';

/** The form of the lesson for a whole class or group; a form, never a diagnosis. */
export type Variant = 'standard' | 'untimed' | 'simple' | 'pictogram' | 'twolessons' | 'reader';
export type SetupStage = 'loading' | 'locked' | 'open' | 'offline';
export type KeyFault = 'wrong' | 'too-many-attempts' | 'offline';

/** Schools and classes of this server, and the few things the one who sets it up does. */
export class Setup {
  stage = $state<SetupStage>('loading');
  tree = $state.raw<SetupTree | null>(null);
  keyFault = $state<KeyFault | null>(null);
  /** What was done last, in words, for the live region. */
  done = $state('');

  get regionName(): string {
    const region = this.tree?.region ?? '';
    return typeof region === 'string' ? region : region.name;
  }

  async load(): Promise<void> {
    try {
      this.tree = await get<SetupTree>('/api/setup');
      this.stage = 'open';
    } catch (error) {
      this.stage = error instanceof ApiFault && error.status === 401 ? 'locked' : 'offline';
    }
  }

  async unlock(key: string): Promise<void> {
    this.keyFault = null;
    try {
      await post('/api/setup/enter', { key: key.trim() });
      await this.load();
    } catch (error) {
      const status = error instanceof ApiFault ? error.status : 0;
      this.stage = 'locked';
      this.keyFault = status === 429 ? 'too-many-attempts' : status === 401 || status === 400 ? 'wrong' : 'offline';
    }
  }

  /** Adds a school; false when the server refused. */
  async addSchool(municipalityName: string, name: string, settlement: 'city' | 'village'): Promise<string | null> {
    return this.act('/api/setup/schools', { municipalityName, name, settlement });
  }

  async addClass(schoolId: string, grade: number, letter: string, seats: number, spares: number, variant: Variant): Promise<string | null> {
    return this.act('/api/setup/classes', { schoolId, grade, letter, seats, spares, variant });
  }

  async reissue(classId: string, seat: number): Promise<string | null> {
    return this.act(`/api/setup/classes/${encodeURIComponent(classId)}/reissue`, { seat });
  }

  /** Null when it worked, otherwise the short code for the words. */
  private async act(path: string, body: unknown): Promise<string | null> {
    try {
      await post(path, body);
      await this.load();
      return null;
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      if (error.status === 401) this.stage = 'locked';
      return error.code;
    }
  }
}
