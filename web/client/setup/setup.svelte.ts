import { ApiFault, get } from '../shared/net/api';
import { barOf, loadMe, staffPost } from '../shared/net/staff';
import type { StaffMe } from '../shared/net/staffWire';
import type { SetupTree } from '../shared/net/setupWire';

/** The form of the lesson for a whole class or group; a form, never a diagnosis. */
export type Variant = 'standard' | 'untimed' | 'simple' | 'pictogram' | 'twolessons' | 'reader';
/** A built-in form, or a lesson of the school's own. */
export type Form = { variant: Variant } | { battery: string };
export type SetupStage = 'loading' | 'signIn' | 'denied' | 'open' | 'offline';

/** Schools and classes of one's own place, and the few things whoever keeps them does. */
export class Setup {
  stage = $state<SetupStage>('loading');
  tree = $state.raw<SetupTree | null>(null);
  /** What was done last, in words, for the live region. */
  done = $state('');
  private me: StaffMe | null = null;

  /** Whoever keeps one municipality adds schools to it and no other. */
  get isBound(): boolean {
    return this.me?.place.kind === 'municipality';
  }

  get placeTitle(): string {
    return this.me?.place.title ?? '';
  }

  async load(): Promise<void> {
    try {
      this.me = await loadMe();
      this.tree = await get<SetupTree>('/api/setup');
      this.stage = 'open';
    } catch (error) {
      this.stage = barOf(error);
    }
  }

  /** Null when it worked, otherwise the short code for the words. */
  async addSchool(municipalityName: string, name: string, settlement: 'city' | 'village', regionName: string | null): Promise<string | null> {
    return this.act('/api/setup/schools', { municipalityName, name, settlement, regionName });
  }

  async addClass(schoolId: string, grade: number, letter: string, seats: number, spares: number, form: Form): Promise<string | null> {
    return this.act('/api/setup/classes', { schoolId, grade, letter, seats, spares, ...form });
  }

  async reissue(classId: string, seat: number): Promise<string | null> {
    return this.act(`/api/setup/classes/${encodeURIComponent(classId)}/reissue`, { seat });
  }

  async renewPin(classId: string): Promise<string | null> {
    return this.act(`/api/setup/classes/${encodeURIComponent(classId)}/pin`, {});
  }

  async replaceParentLink(classId: string, seat: number): Promise<string | null> {
    return this.act(`/api/setup/classes/${encodeURIComponent(classId)}/parent-link`, { seat });
  }

  private async act(path: string, body: unknown): Promise<string | null> {
    try {
      await staffPost(path, body);
      await this.load();
      return null;
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      if (barOf(error) === 'signIn') this.stage = 'signIn';
      return error.code;
    }
  }
}
