import type { NextTask, PackageStep } from '../shared/net/wire';

/** How long a page waits for the server's word before it goes by its own order. */
export const patienceMs = 2_500;

/**
 * Sections whose tasks are chosen by the answers. The server works the next task out from the answers it holds; its word counts only while it knows of as
 * many answers as this page does. Without a word the package's order goes on: the section ends either way.
 */
export class ChosenTasks {
  private readonly told = new Map<number, NextTask>();

  hear(tasks: readonly NextTask[]): void {
    for (const task of tasks) this.told.set(task.s, task);
  }

  /** Position of the next task by the server's word; 'end', or null while there is no word that counts. */
  next(step: PackageStep, stepIndex: number, isGiven: (position: number) => boolean): number | 'end' | null {
    const given = givenIn(step, isGiven);
    if (given >= mostOf(step)) return 'end';
    const told = this.told.get(stepIndex);
    if (told?.k !== given) return null;
    if (told.q === null) return 'end';
    const isOurs = told.q >= step.first && told.q < step.first + step.items.length && !isGiven(told.q);
    return isOurs ? told.q : null;
  }

  /** The next task of the package's order; 'end' when all were given. */
  withoutLink(step: PackageStep, isGiven: (position: number) => boolean): number | 'end' {
    if (givenIn(step, isGiven) >= mostOf(step)) return 'end';
    const task = step.adaptive?.order.find((index) => step.items[index] !== undefined && !isGiven(step.first + index));
    return task === undefined ? 'end' : step.first + task;
  }

  /** Tasks that still come at most; 0 when the section has come to its end. */
  left(step: PackageStep, stepIndex: number, isGiven: (position: number) => boolean): number {
    return this.next(step, stepIndex, isGiven) === 'end' ? 0 : mostOf(step) - givenIn(step, isGiven);
  }
}

/** Tasks of a step that were answered or passed by. */
export function givenIn(step: PackageStep, isGiven: (position: number) => boolean): number {
  return step.items.filter((_, index) => isGiven(step.first + index)).length;
}

/** Items somebody meets who goes through a step to its end. */
export function lengthOf(step: PackageStep): number {
  return step.adaptive?.most ?? step.items.length;
}

const mostOf = (step: PackageStep): number => Math.min(lengthOf(step), step.items.length);
