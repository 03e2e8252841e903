const length = 12;
const group = 4;

/** What was typed, without what does not count: separators and case. Look-alikes are the server's business. */
export function bareCode(typed: string): string {
  return typed.replace(/[^\p{L}\p{N}]/gu, '').toLocaleUpperCase('ru').slice(0, length);
}

/** The code as it is printed on the card: groups of four. */
export function grouped(code: string): string {
  return code.match(new RegExp(`.{1,${group}}`, 'gu'))?.join('-') ?? '';
}
