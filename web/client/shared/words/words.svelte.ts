import { ApiFault, get } from '../net/api';
import { staffPost } from '../net/staff';

/** What the region or the municipality says to a school. */
export interface DayWords {
  id: string;
  words: string;
  sentAtMs: number;
  endsAtMs: number;
}

const everyMs = 15_000;
const kept = 'words-read';

/** Words for the staff of a school: asked for now and then, shown until they are read here. Others of the school read them for themselves. */
export class SchoolWords {
  open = $state.raw<DayWords[]>([]);
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly read = new Set<string>(readBefore());

  constructor(private readonly address: string) {}

  start(): () => void {
    void this.load();
    this.timer = setInterval(() => void this.load(), everyMs);
    return () => clearInterval(this.timer);
  }

  async load(): Promise<void> {
    try {
      this.show(await get<DayWords[]>(this.address));
    } catch (error) {
      // The page itself says that the server is away.
      if (!(error instanceof ApiFault)) throw error;
    }
  }

  /** Gone here at once; that the school has read it is told to whoever sent it, and asked again with the next press where that fails. */
  async mark(one: DayWords): Promise<void> {
    try {
      await staffPost(this.address, { message: one.id });
    } catch (error) {
      if (!(error instanceof ApiFault) || error.passing) return;
    }
    this.read.add(one.id);
    try {
      sessionStorage.setItem(kept, JSON.stringify([...this.read]));
    } catch {
      // Shown again after a reload then.
    }
    this.show(this.open);
  }

  private show(open: readonly DayWords[]): void {
    this.open = open.filter(({ id }) => !this.read.has(id));
  }
}

function readBefore(): string[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(kept) ?? '[]');
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
