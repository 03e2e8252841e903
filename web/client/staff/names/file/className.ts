const look = new Map([...'ABCEHKMOPTXYI'].map((latin, at) => [latin, 'АВСЕНКМОРТХУІ'[at]!]));
const romans = ['XI', 'X', 'IX', 'VIII', 'VII', 'VI', 'V', 'IV', 'III', 'II', 'I'];
const longestLabel = 16;
/** Nothing, a sign, or one letter: more of them are a word that begins like a number, as every «Х…» does. */
const behindRoman = /^(?:$|[^\p{L}\p{Nd}]|\p{L}(?!\p{L}))/u;

/**
 * A class in one spelling, or null: «9-А», «9 а», «9А класс», «IX А» → «9А». The same reading as the server's (engine/Roster/ClassName), because a cell of the school's list is
 * not sent to be read: it might be a name. One file of spellings tests both.
 */
export function readClassName(written: string): string | null {
  const text = written.normalize('NFKC').replace(/\s+/g, ' ');
  const plain = text
    .toLocaleUpperCase('ru')
    .replace(/[«»"'“”„‘’`*]|(?<![А-ЯЁ])(?:КЛАСС|КЛ\.?)(?![А-ЯЁ])/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const arabic = /^(\d{1,2})(?!\d)(?:-?(?:Й|ЫЙ|ОЙ|ИЙ)(?=[ -]+[^ -])|-?(?:ЫЙ|ОЙ|ИЙ)$|-Й$)?(.*)$/.exec(plain);
  if (arabic !== null) {
    const grade = Number(arabic[1]);
    return grade >= 1 && grade <= 11 ? named(grade, arabic[2]!, text) : null;
  }
  const latin = plain.replaceAll('Х', 'X').replaceAll('І', 'I');
  const roman = romans.findIndex((one) => latin.startsWith(one));
  if (roman < 0) return null;
  const { length } = romans[roman]!;
  return (latin.length === length || !'IVX'.includes(latin[length]!)) && behindRoman.test(latin.slice(length)) ? named(romans.length - roman, plain.slice(length), text) : null;
}

function named(grade: number, rest: string, written: string): string | null {
  let label = trimmed(rest.replace(/^[ \-–—./_\\]+/, '').replace(/\([^)]*\)?/g, ''));
  if (label === '' && rest.includes('(')) label = rest.replace(/^[ ().-]+|[ ().-]+$/g, '');
  const cyrillic = [...label].map((sign) => look.get(sign) ?? sign).join('');
  if (label === '') return String(grade);
  if (/^[А-ЯЁ]$/.test(cyrillic)) return `${grade}${cyrillic}`;
  const numbered = /^([А-ЯЁ])[ \-–./]?(\d{1,2})$/.exec(cyrillic);
  if (numbered !== null) return `${grade}${numbered[1]}${numbered[2]}`;
  if (/^\d{1,2}$/.test(label)) return `${grade}-${label}`;
  if ([...cyrillic].length === 1 || label.length > longestLabel || !/^[А-ЯЁA-Z](?:[А-ЯЁA-Z0-9]| (?! )|[.\-/])*$/.test(label)) return null;
  const at = written.toLocaleUpperCase('ru').indexOf(label);
  return `${grade} ${at < 0 ? label.toLocaleLowerCase('ru') : written.slice(at, at + label.length)}`;
}

const trimmed = (text: string): string => text.replace(/^[ \-./_]+|[ \-./_]+$/g, '');

/** Two spellings of one class have one key. */
export const classKey = (name: string): string => name.toLocaleUpperCase('ru').replaceAll('Ё', 'Е').replace(/\s+/g, ' ').trim();
