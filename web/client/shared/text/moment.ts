/** When something was noted in a lesson: day and minute, without the year. */
export function momentWords(ms: number): string {
  return new Date(ms).toLocaleString('ru', { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
}
