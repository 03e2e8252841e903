import { get } from '../shared/net/api';
import { staffPost } from '../shared/net/staff';
import type { ClassReleases, ClassSeats, NewKey, ParentKeyCard, SchoolReleases, WithdrawalReason } from '../shared/net/resultsWire';
import { Book } from './book.svelte';

/** How far results are: the schools of a place, the classes of one, the seats of one class. Only what is looked at is asked for. */
export class ResultsBook extends Book {
  schools = $state.raw<readonly SchoolReleases[] | null>(null);
  school = $state.raw<SchoolReleases | null>(null);
  classes = $state.raw<readonly ClassReleases[] | null>(null);
  room = $state.raw<ClassSeats | null>(null);

  override async start(): Promise<void> {
    await this.read(async () => {
      this.schools = await get<SchoolReleases[]>('/api/staff/results');
      // A psychologist of one school has nothing to choose.
      if (this.schools.length === 1) await this.readSchool(this.schools[0]!);
    });
  }

  async openSchool(school: SchoolReleases): Promise<void> {
    await this.read(() => this.readSchool(school));
  }

  async openClass(id: string): Promise<void> {
    await this.read(async () => {
      this.room = await get<ClassSeats>(`/api/staff/results/classes/${encodeURIComponent(id)}`);
    });
  }

  async toClasses(): Promise<void> {
    this.room = null;
    const { school } = this;
    await (school === null ? this.start() : this.openSchool(school));
  }

  async toSchools(): Promise<void> {
    this.school = null;
    this.classes = null;
    await this.start();
  }

  /** One seat, or with null every finished and preliminary result of the class; how many there were, or a fault's code. */
  async release(seat: number | null): Promise<number | string> {
    return this.change(async (path) => (await staffPost<{ released: number }>(`${path}/release`, seat === null ? {} : { seat })).released);
  }

  async withdraw(seat: number, reason: WithdrawalReason): Promise<true | string> {
    return this.change(async (path) => {
      await staffPost(`${path}/withdraw`, { seat, reason });
      return true as const;
    });
  }

  async newKey(seat: number): Promise<NewKey | string> {
    return this.change((path) => staffPost<NewKey>(`${path}/key`, { seat }));
  }

  /** Of every seat of the class where a text for a parent stands. */
  async parentKeys(): Promise<readonly ParentKeyCard[] | string> {
    return this.change((path) => staffPost<ParentKeyCard[]>(`${path}/parent-keys`, {}));
  }

  private async change<T>(deed: (path: string) => Promise<T>): Promise<T | string> {
    const { room } = this;
    if (room === null) return 'not-found';
    let done: T;
    try {
      done = await deed(`/api/staff/results/classes/${encodeURIComponent(room.id)}`);
    } catch (error) {
      return this.staff.faultOf(error);
    }
    await this.openClass(room.id);
    return done;
  }

  private async readSchool(school: SchoolReleases): Promise<void> {
    this.classes = await get<ClassReleases[]>(`/api/staff/results/schools/${encodeURIComponent(school.id)}`);
    this.school = school;
  }
}
