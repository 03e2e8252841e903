import { ApiFault, get } from '../shared/net/api';
import type { AnswerFormat, BatteryPackage, PackageItem, PackageStep } from '../shared/net/wire';
import { backoffMs, type Pace } from '../shared/outbox/pace';
import type { Sessions } from '../shared/outbox/sessions';

export interface BatteryItem {
  /** Position in the battery, from 0: the answer's item number. */
  position: number;
  /** Number within the step, from 1. */
  number: number;
  step: PackageStep;
  stepIndex: number;
  item: PackageItem;
  format: AnswerFormat;
  /** The three answers of a rating are shown with a face each. */
  faces?: boolean;
}

/** What a student is told before agreeing, and how the first steps look. */
export type Telling = 'plain' | 'timed' | 'untimed' | 'simple' | 'pictogram';

/** The battery as one line of items. */
export class Battery {
  readonly items: readonly BatteryItem[];

  constructor(readonly content: BatteryPackage) {
    this.items = content.steps.flatMap((step, stepIndex) =>
      step.items.map((item, index) => {
        const format = step.formats[item.format];
        if (format === undefined) throw new Error(`package ${content.battery}: item ${step.first + index} has no format`);
        return { position: step.first + index, number: index + 1, step, stepIndex, item, format, faces: content.variant === 'pictogram' };
      }),
    );
  }

  /** Steps whose tasks have one right answer. */
  get taskSteps(): readonly PackageStep[] {
    return this.steps.filter((step) => step.seconds !== undefined || step.tasks === true);
  }

  get sittings(): number {
    return Math.max(...this.steps.map((step) => step.sitting ?? 1));
  }

  get telling(): Telling {
    if (this.content.variant !== undefined) return this.content.variant;
    if (this.taskSteps.length === 0) return 'plain';
    return this.taskSteps.some((step) => step.seconds !== undefined) ? 'timed' : 'untimed';
  }

  /** Forms for those who read with effort offer the reading voice from the start; each press is still the student's own. */
  get isReadAloud(): boolean {
    return this.content.variant !== undefined;
  }

  get steps(): readonly PackageStep[] {
    return this.content.steps;
  }
}

/** Fetches the package until it is here, also where the server has lost it; the browser's database keeps it for a reload without a link. */
export async function loadBattery(hash: string, sessions: Sessions, pace: Pace, failed: (isMissing: boolean) => void): Promise<Battery> {
  const kept = await sessions.readPackage(hash);
  if (kept !== null) return new Battery(kept);
  for (let failures = 0; ; failures++) {
    try {
      const body = await get<BatteryPackage>(`/api/package/${hash}.json`);
      await sessions.keepPackage(hash, body);
      return new Battery(body);
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      failed(error.status === 404);
      await pace.sleep(Math.max(1_000, backoffMs(failures, pace.random())));
    }
  }
}
