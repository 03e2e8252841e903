import { mostBytes, readFile } from '../portfolio/file';
import { keysOrNone, toldBy, withoutRepeats, type Told } from '../portfolio/history';
import { signedIn } from '../portfolio/mark';
import { isEmpty, type Own } from '../portfolio/own';
import { canCheck, printOf, verdictOn } from '../portfolio/signed';
import { readMark, type Mark } from '../portfolio/statement';

export type Fault = 'insecure' | 'tooBig' | 'unreadable' | 'notPortfolio' | 'offline';

export type Finding =
  | { kind: 'fault'; fault: Fault }
  | { kind: 'mark'; verdict: 'valid'; mark: Mark }
  | { kind: 'mark'; verdict: 'changed' | 'unknownKey' }
  /** `broken`: of signed texts that say nothing any more. */
  | { kind: 'file'; told: (Told & { print: string | null })[]; broken: ('changed' | 'unknownKey')[]; own: Own | null };

/** What somebody brought → what is known of it. All of it happens in this browser. */
export class Verifying {
  finding = $state.raw<Finding | null>(canCheck() ? null : { kind: 'fault', fault: 'insecure' });
  checking = $state(false);
  private brought = '';

  async open(file: File): Promise<void> {
    if (file.size > mostBytes) this.finding = { kind: 'fault', fault: 'tooBig' };
    else {
      const text = await file.text().catch(() => null);
      if (text === null) this.finding = { kind: 'fault', fault: 'unreadable' };
      else await this.take(text);
    }
  }

  /** A file's text, an address with something behind its hash, or that alone. */
  async take(brought: string): Promise<void> {
    if (!canCheck()) return;
    this.brought = brought;
    this.checking = true;
    this.finding = await found(brought);
    this.checking = false;
  }

  retry(): Promise<void> {
    return this.take(this.brought);
  }

  again(): void {
    [this.finding, this.brought] = [null, ''];
  }
}

async function found(brought: string): Promise<Finding> {
  if (brought.length > mostBytes) return { kind: 'fault', fault: 'tooBig' };
  const file = readFile(brought);
  const mark = file === null ? signedIn(brought.slice(brought.indexOf('#') + 1)) : null;
  if (file === null && mark === null) return { kind: 'fault', fault: 'notPortfolio' };
  const keys = await keysOrNone();
  if (keys === null) return { kind: 'fault', fault: 'offline' };
  if (file === null) {
    const verdict = await verdictOn(mark!, keys);
    if (verdict !== 'valid') return { kind: 'mark', verdict };
    const read = readMark(mark!.text);
    return read === null ? { kind: 'fault', fault: 'notPortfolio' } : { kind: 'mark', verdict, mark: read };
  }
  const told = await Promise.all(file.signed.map((signed) => toldBy(signed, keys)));
  const broken = await Promise.all(file.signed.filter((_, index) => told[index] === null).map((signed) => verdictOn(signed, keys)));
  // Signed by this server and no statement: it was put in from elsewhere.
  if (broken.includes('valid')) return { kind: 'fault', fault: 'notPortfolio' };
  const shown = withoutRepeats(told.filter((one) => one !== null));
  const prints = await Promise.all(shown.map(({ signed }) => printOf(signed.text)));
  return { kind: 'file', told: shown.map((one, index) => ({ ...one, print: prints[index]! })), broken: broken.filter((verdict) => verdict !== 'valid'), own: isEmpty(file.own) ? null : file.own };
}
