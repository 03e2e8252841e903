export type NumberFault = 'empty' | 'not-a-number' | 'too-fine' | 'out-of-range';

/** What was typed (comma or point, spaces) as canonical invariant text, or what is wrong with it. */
export function readNumber(typed: string, min: number, max: number, decimals: number): { value: string } | { fault: NumberFault } {
  const text = typed.replace(/[\s\u00a0]/gu, '').replace(',', '.').replace('−', '-');
  if (text === '') return { fault: 'empty' };
  const parts = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (parts === null) return { fault: 'not-a-number' };
  const whole = parts[2]!.replace(/^0+(?=\d)/, '');
  const fraction = (parts[3] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals) return { fault: 'too-fine' };
  const bare = fraction === '' ? whole : `${whole}.${fraction}`;
  const value = parts[1] === '-' && bare !== '0' ? `-${bare}` : bare;
  return Number(value) < min || Number(value) > max ? { fault: 'out-of-range' } : { value };
}
