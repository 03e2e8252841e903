import { get } from '../../shared/net/api';
import type { MadeSitting, SchoolSittings, SittingLook, SittingRequest, SittingSchool } from '../../shared/net/sittingsWire';
import { staffPost } from '../../shared/net/staff';
import { Book } from '../book.svelte';

/** The schools of a place and the sittings of one. Only what is looked at is asked for. */
export class SittingBook extends Book {
  schools = $state.raw<readonly SittingSchool[] | null>(null);
  school = $state.raw<SchoolSittings | null>(null);

  override async start(): Promise<void> {
    await this.read(async () => {
      this.school = null;
      this.schools = await get<SittingSchool[]>('/api/staff/sittings');
      // A psychologist of one school has nothing to choose.
      if (this.schools.length === 1) await this.readSchool(this.schools[0]!.id);
    });
  }

  async open(id: string): Promise<void> {
    await this.read(() => this.readSchool(id));
  }

  /** What would be made; a fault's code where it cannot be asked. */
  async look(request: SittingRequest): Promise<SittingLook | string> {
    return this.change((path) => staffPost<SittingLook>(`${path}/look`, request));
  }

  async make(request: SittingRequest): Promise<MadeSitting | string> {
    return this.change((path) => staffPost<MadeSitting>(path, request));
  }

  /** Null when it is closed, otherwise the code for the words. */
  async close(classId: string): Promise<string | null> {
    const fault = await this.staff.act(() => staffPost(`/api/staff/sittings/${encodeURIComponent(classId)}/close`));
    if (fault === null && this.school !== null) await this.open(this.school.id);
    return fault;
  }

  private async change<T>(deed: (path: string) => Promise<T>): Promise<T | string> {
    if (this.school === null) return 'not-found';
    try {
      return await deed(this.pathOf(this.school.id));
    } catch (error) {
      return this.staff.faultOf(error);
    }
  }

  private async readSchool(id: string): Promise<void> {
    this.school = await get<SchoolSittings>(this.pathOf(id));
  }

  private pathOf(id: string): string {
    return `/api/staff/sittings/schools/${encodeURIComponent(id)}`;
  }
}
