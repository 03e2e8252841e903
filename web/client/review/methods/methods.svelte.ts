import { get } from '../../shared/net/api';
import type { GroupClass } from '../../shared/net/groupsWire';
import type { KeyLook, MethodRoom, MethodView, MissingAnswers } from '../../shared/net/methodsWire';
import { staffPost } from '../../shared/net/staff';
import { attempt } from '../attempt';

/** Classes of one school year. */
export interface YearRooms {
  schoolYear: number;
  rooms: readonly MethodRoom[];
}

/** Methods of one school, and its classes. */
export class MethodBook {
  classes = $state.raw<readonly GroupClass[] | null>(null);
  schoolId = $state('');
  /** Where somebody finished, the newest year first. */
  rooms = $state.raw<readonly MethodRoom[]>([]);
  /** Every version; those of one method follow each other. */
  all = $state.raw<readonly MethodView[] | null>(null);
  fault = $state<string | null>(null);
  busy = $state(false);

  get schools(): readonly { id: string; name: string }[] {
    return [...new Map((this.classes ?? []).map(({ schoolId, schoolName }) => [schoolId, { id: schoolId, name: schoolName }])).values()];
  }

  /** The newest year first; what is before it stands under its own heading. */
  get years(): readonly YearRooms[] {
    return [...new Set(this.rooms.map(({ schoolYear }) => schoolYear))].map((schoolYear) => ({ schoolYear, rooms: this.rooms.filter((room) => room.schoolYear === schoolYear) }));
  }

  /** The newest version of each. */
  get newest(): readonly MethodView[] {
    return (this.all ?? []).filter((one, at, all) => all[at + 1]?.id !== one.id);
  }

  versionsOf(id: string): readonly MethodView[] {
    return (this.all ?? []).filter((one) => one.id === id);
  }

  /** With a class, its school's; otherwise the school chosen before, or the first. */
  async open(classId: string | null = null): Promise<void> {
    await attempt(this, async () => {
      this.classes = await get<GroupClass[]>('/api/groups');
      const own = this.classes.find((one) => one.classId === classId)?.schoolId;
      this.schoolId = own ?? (this.schoolId === '' ? (this.classes[0]?.schoolId ?? '') : this.schoolId);
      await this.read();
    });
  }

  async choose(schoolId: string): Promise<void> {
    this.schoolId = schoolId;
    this.all = null;
    await attempt(this, () => this.read());
  }

  async look(key: string, missing: MissingAnswers): Promise<KeyLook | null> {
    let look: KeyLook | null = null;
    await this.doing(async () => {
      look = await staffPost<KeyLook>(`${this.path}/look`, { key, missing });
    });
    return look;
  }

  /** False when it was refused. */
  make(method: string | null, title: string, key: string, missing: MissingAnswers): Promise<boolean> {
    return this.doing(async () => {
      await staffPost(this.path, { method, title, key, missing });
      await this.read();
    });
  }

  drop(method: string, version: number): Promise<boolean> {
    return this.doing(async () => {
      await staffPost(`${this.path}/drop`, { method, version });
      await this.read();
    });
  }

  get path(): string {
    return `/api/review/schools/${encodeURIComponent(this.schoolId)}/methods`;
  }

  private async read(): Promise<void> {
    this.rooms = this.schoolId === '' ? [] : await get<MethodRoom[]>(`${this.path}/rooms`);
    this.all = this.schoolId === '' ? [] : await get<MethodView[]>(this.path);
  }

  private async doing(deed: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    const isDone = await attempt(this, deed);
    this.busy = false;
    return isDone;
  }
}
