import { ApiFault, post } from '../shared/net/api';
import { longestOpener } from '../shared/net/decoded';
import type { ParentReply, ParentSeen, ParentText, RequestKind } from '../shared/net/parentWire';
import type { ConsentText } from '../shared/net/wire';
import { ParentForm } from './form.svelte';

export type ParentStage = 'enter' | 'opening' | 'open' | 'gone' | 'text';
export type ParentFault = 'link-unknown' | 'text-closed' | 'too-many-attempts' | 'offline';
export type Deed = 'agree' | 'refuse' | 'withdraw' | RequestKind;
export type Done = 'decided' | 'asked' | 'recalled' | 'answered';

/** Letters and digits of the key of a parent's text; a link has more. */
const keyLength = 16;

/** One seat as its parent sees it, or what a psychologist signed for the parent. The link's secret stays in memory and goes in bodies only. */
export class Parent {
  stage = $state<ParentStage>('enter');
  seen = $state.raw<ParentSeen | null>(null);
  signed = $state.raw<ParentText | null>(null);
  text = $state.raw<ConsentText | null>(null);
  fault = $state<ParentFault | null>(null);
  done = $state<Done | null>(null);
  private link = '';
  readonly form = new ParentForm(
    <T>(door: string, body: object) => post<T>(`/api/parent/${door}`, { link: this.link, ...body }),
    () => (this.done = 'answered'),
  );

  async open(link: string): Promise<void> {
    this.link = link.trim();
    if (this.link === '') return;
    if (this.link.length > longestOpener) {
      this.fault = 'link-unknown';
      return;
    }
    this.stage = 'opening';
    this.fault = null;
    await (this.link.replace(/[^\p{L}\p{N}]/gu, '').length === keyLength ? this.read() : this.look());
  }

  /** Null when it worked. */
  async act(deed: Deed): Promise<ParentFault | null> {
    if (deed === 'deletion' || deed === 'meeting') return this.step('ask', { kind: deed }, 'asked');
    return this.step('decide', { agree: deed === 'agree', textVersion: this.text?.version }, 'decided');
  }

  async recall(kind: RequestKind): Promise<void> {
    this.fault = await this.step('recall', { kind }, 'recalled');
  }

  private async step(door: string, body: object, done: Done): Promise<ParentFault | null> {
    this.done = null;
    try {
      await post(`/api/parent/${door}`, { link: this.link, ...body });
    } catch (error) {
      return faultOf(error);
    }
    await this.look();
    this.done = done;
    return null;
  }

  private async read(): Promise<void> {
    try {
      this.signed = await post<ParentText>('/api/parent/text', { key: this.link });
      this.stage = 'text';
    } catch (error) {
      this.fault = faultOf(error);
      this.stage = 'enter';
    }
  }

  private async look(): Promise<void> {
    try {
      const { seen, text } = await post<ParentReply>('/api/parent/look', { link: this.link });
      [this.seen, this.text] = [seen, text];
      this.stage = seen === null ? 'gone' : 'open';
      if (seen !== null) await this.form.load(`${seen.schoolName}|${seen.className}|${seen.seat}`, seen.decision === 'agreed');
    } catch (error) {
      this.fault = faultOf(error);
      if (this.stage === 'opening') this.stage = 'enter';
    }
  }
}

function faultOf(error: unknown): ParentFault {
  if (!(error instanceof ApiFault)) throw error;
  if (error.status === 429) return 'too-many-attempts';
  if (error.status === 410) return 'text-closed';
  return error.passing ? 'offline' : 'link-unknown';
}

export function whenWords(ms: number, language: string): string {
  return new Date(ms).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
}
