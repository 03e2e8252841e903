import type { ParentQuestion } from '../shared/net/parentFormWire';

export type BlockKind = 'doing' | 'next' | 'said';

export interface Block {
  kind: BlockKind;
  /** Positions of its questions. */
  questions: number[];
}

/** So many doings fit a phone without losing count. */
const mostDoings = 4;

/** The screens of a form: doings by four, then what comes next, then what is said of the survey. */
export function blocksOf(questions: readonly ParentQuestion[]): Block[] {
  const blocks: Block[] = [];
  for (const [at, question] of questions.entries()) {
    const kind: BlockKind = question.sphere !== null ? 'doing' : question.kind === 'rating' ? 'said' : 'next';
    const last = blocks.at(-1);
    if (last?.kind === kind && (kind !== 'doing' || last.questions.length < mostDoings)) last.questions.push(at);
    else blocks.push({ kind, questions: [at] });
  }
  return blocks;
}

/** Of these "I do not know" is an answer beside those of the list; a list of one has it among its own. */
export function hasUnknown({ kind }: ParentQuestion): boolean {
  return kind !== 'one';
}

/** What is chosen after one of several was pressed: what is chosen alone puts the rest away, and the other way round. Null: nothing is. */
export function toggled({ alone, most }: ParentQuestion, answer: string | null, at: number): string | null {
  const chosen = positionsOf(answer);
  if (chosen.includes(at)) return canonical(chosen.filter((one) => one !== at));
  if (alone.includes(at)) return String(at);
  const others = chosen.filter((one) => !alone.includes(one));
  return others.length < most ? canonical([...others, at]) : answer;
}

/** No more than the most can be chosen: the others wait until one is put away. */
export function isFull({ alone, most }: ParentQuestion, answer: string | null): boolean {
  return positionsOf(answer).filter((one) => !alone.includes(one)).length >= most;
}

export function positionsOf(answer: string | null): number[] {
  return answer === null || answer === '' ? [] : answer.split('+').map(Number);
}

function canonical(positions: number[]): string | null {
  return positions.length === 0 ? null : [...positions].sort((one, other) => one - other).join('+');
}
