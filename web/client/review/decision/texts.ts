import type { ReviewTexts } from '../../shared/net/decisionWire';
import { t, type TextKey } from '../../shared/text/text';
import { faultWords } from '../../staff/words';
import decisionRu from '../../shared/text/decision.ru.json';

/** In letters, as the server takes them. */
export const longestText = { student: 4_000, parent: 4_000, teacher: 1_500 } as const;

export type TypedTexts = ReviewTexts;

/** What a server refuses because it has no shape of its own, and what a paste brings along: tabs, soft hyphens, other ends of lines. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(/[\u00ad\u200b\u2060\ufeff]/g, '').trim();
}

/** As they are signed. */
export function cleaned({ student, parent, teacher, teacherId }: TypedTexts): ReviewTexts {
  return { student: cleanText(student), parent: parent === null ? null : cleanText(parent), teacher: teacher === null ? null : cleanText(teacher), teacherId: teacher === null ? null : teacherId };
}

/** What keeps texts from being signed, as ends of keys; empty for sound ones. */
export function textFaults(typed: TypedTexts): string[] {
  const { student, parent, teacher, teacherId } = cleaned(typed);
  const faults: string[] = [];
  if (student === '') faults.push('student.empty');
  if (student.length > longestText.student) faults.push('student.long');
  if (parent === '') faults.push('parent.empty');
  if (parent !== null && parent.length > longestText.parent) faults.push('parent.long');
  if (teacher === '') faults.push('teacher.empty');
  if (teacher !== null && teacher.length > longestText.teacher) faults.push('teacher.long');
  if (teacher !== null && /[\p{N}%‰％]/u.test(teacher)) faults.push('teacher.digits');
  if (teacher !== null && teacherId === null) faults.push('teacher.whom');
  return faults;
}

/** A code of a refusal in words; what is not said here is said as everywhere. */
export function decisionFault(code: string): string {
  const key = `decision.fault.${code}`;
  return Object.hasOwn(decisionRu, key) ? t(key as TextKey) : faultWords(code);
}
