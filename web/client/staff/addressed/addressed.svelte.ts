import { get } from '../../shared/net/api';
import type { AddressedHead, AddressedText } from '../../shared/net/addressedWire';
import { Book } from '../book.svelte';

/** What psychologists signed for whoever is signed in: the list without its texts, and one text at a time, because opening each is written down. */
export class AddressedBook extends Book {
  heads = $state.raw<readonly AddressedHead[] | null>(null);
  head = $state.raw<AddressedHead | null>(null);
  /** Null where it was withdrawn while the list stood open. */
  text = $state.raw<AddressedText | null>(null);

  override async start(): Promise<void> {
    await this.read(async () => {
      [this.head, this.text] = [null, null];
      this.heads = await get<AddressedHead[]>('/api/staff/addressed');
    });
  }

  async open(head: AddressedHead): Promise<void> {
    await this.read(async () => {
      const { text } = await get<{ text: AddressedText | null }>(`/api/staff/addressed/classes/${encodeURIComponent(head.classId)}/seats/${head.seat}`);
      [this.head, this.text] = [head, text];
    });
  }
}
