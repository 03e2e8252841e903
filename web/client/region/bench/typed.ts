import { Drafts } from '../../shared/files/drafts';

/** What was typed over a draft and not saved: it stays in the tab until it is, or its writer signs out. */
export interface TypedDraft {
  /** Of the text it lies over. */
  revision: number;
  text: string;
}

export const typedDrafts = new Drafts<TypedDraft>('bench');

/** Whether what is kept under a name is this writer's. */
export const isTypedBy =
  (writer: string) =>
  (of: string): boolean =>
    of.startsWith(`${writer}|`);
