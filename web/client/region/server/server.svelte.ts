import { call } from '../../shared/net/api';
import { Watch } from '../watch.svelte';
import type { ServerView } from './wire';

const answerMs = 5_000;

/** The nodes as this page knows them. The node that answers looked at itself a moment before. */
export class ServerWatch extends Watch<ServerView> {
  protected async read(): Promise<void> {
    this.view = await call<ServerView>('GET', '/api/server', { timeoutMs: answerMs });
    this.movedAt = performance.now() - (this.view.nodes.find(({ isSelf }) => isSelf)?.ageMs ?? 0);
  }
}
