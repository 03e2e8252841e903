import type { ClassPreparation, ClassTime, Wave } from '../../shared/net/preparationWire';

/** One lesson of a class, with its time. */
export interface Lesson {
  key: string;
  room: ClassPreparation;
  lesson: number;
  time: ClassTime | null;
}

export function lessonsOf(classes: readonly ClassPreparation[]): Lesson[] {
  return classes.flatMap((room) =>
    Array.from({ length: room.lessons }, (_, at) => ({ key: `${room.id}/${at + 1}`, room, lesson: at + 1, time: room.times.find(({ lesson }) => lesson === at + 1) ?? null })),
  );
}

/** Slots of a wave a lesson may be moved to, with the places that are free: to come, for its grade, with room, behind the lesson before it and before the one after it. */
export function freeSlots({ state, settings, fill }: Wave, { room, lesson, time }: Lesson, now: number): { startsAtMs: number; free: number }[] {
  if (state === 'ended' || (settings.grades.length > 0 && !settings.grades.includes(Number.parseInt(room.name, 10)))) return [];
  const inOrder = (start: number): boolean =>
    room.times.every((other) => other.lesson === lesson || (other.lesson < lesson ? other.startsAtMs < start : start < other.startsAtMs));
  return settings.slots
    .map(({ startsAtMs }, at) => ({ startsAtMs, free: settings.capacity - (fill[at]?.students ?? 0) }))
    .filter(({ startsAtMs, free }) => startsAtMs !== time?.startsAtMs && startsAtMs > now && free >= room.students && inOrder(startsAtMs));
}
