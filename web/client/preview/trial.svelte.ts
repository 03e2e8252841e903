import { Battery, type BatteryItem } from '../student/battery';
import type { Lesson } from '../student/lesson.svelte';
import { TimedSections } from '../student/sections';
import type { BatteryPackage, PackageStep } from '../shared/net/wire';

/** What a student's screens ask of a lesson. */
type Asked = Pick<
  Lesson,
  'answer' | 'battery' | 'begin' | 'canGoBack' | 'goTo' | 'isLeftOut' | 'onward' | 'placeOf' | 'runSection' | 'saveSections' | 'sectionLeftMs' | 'sectionLimitMs' | 'skipPart' | 'stopSection' | 'timeOver'
>;

/** A battery that is looked at: a student's own screens over answers that live as long as the page. Nothing is stored or sent. */
export class Trial implements Asked {
  readonly battery: Battery;
  /** The number of items means the end. */
  position = $state(0);
  introSeen = $state(false);
  timeIsUp = $state(false);
  private readonly answers = new Map<number, string>();
  private readonly sections = new TimedSections();

  constructor(content: BatteryPackage) {
    this.battery = new Battery(content);
  }

  get item(): BatteryItem | undefined {
    return this.battery.items[this.position];
  }

  get isIntro(): boolean {
    return !this.introSeen && this.item !== undefined && (this.item.number === 1 || this.item.step.seconds !== undefined);
  }

  get answered(): number {
    return [...this.answers.values()].filter((value) => value !== '').length;
  }

  valueOf(position: number): string | undefined {
    return this.answers.get(position);
  }

  answer(position: number, value: string): void {
    this.answers.set(position, value);
  }

  begin(item: BatteryItem): void {
    this.sections.begin(item.step);
    this.goTo(item.position, true);
  }

  goTo(position: number, introSeen = false): void {
    this.position = this.sections.landing(this.battery.items, position);
    const step = this.item?.step;
    this.introSeen = step?.seconds === undefined ? introSeen : this.sections.hasBegun(step);
    this.timeIsUp = false;
  }

  /** Whole forms are looked at: nothing is chosen by the answers. */
  onward(item: BatteryItem): void {
    this.goTo(item.position + 1);
  }

  placeOf(item: BatteryItem): { n: number; of: number } {
    return { n: item.number, of: item.step.items.length };
  }

  canGoBack(position: number): boolean {
    return this.sections.isBackAllowed(this.battery.items, position);
  }

  skipPart(item: BatteryItem): void {
    this.goTo(item.step.first + item.step.items.length);
  }

  isLeftOut(): boolean {
    return false;
  }

  runSection(step: PackageStep): void {
    this.sections.run(step);
  }

  stopSection(): void {
    this.sections.stop();
  }

  saveSections(): void {
    // There is nothing that outlives the page.
  }

  sectionLeftMs(step: PackageStep): number {
    return this.sections.leftMs(step);
  }

  sectionLimitMs(step: PackageStep): number {
    return this.sections.limitMs(step);
  }

  timeOver(step: PackageStep): void {
    this.sections.close(step);
    this.goTo(step.first + step.items.length);
    this.timeIsUp = true;
  }
}
