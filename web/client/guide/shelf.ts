import type { Guide } from './guide';
import { files, shelf, type GuideName } from './names';

const guides = import.meta.glob<Guide>('../../../docs/ru/*.md', { query: '?guide', import: 'default' });
const titles = import.meta.glob<string>('../../../docs/ru/*.md', { query: '?title', import: 'default', eager: true });
const pathOf = (name: GuideName): string => `../../../docs/ru/${files[name]}.md`;

export const titleOf = (name: GuideName): string => titles[pathOf(name)]!;

export const readShelf = (name: GuideName): Promise<Guide> => guides[pathOf(name)]!();

/** Where an address leads: a guide, and a block in it; null for the list. */
export function placeIn(hash: string): { name: GuideName; at: number | null } | null {
  const [name, at] = hash.slice(1).split('/');
  const known = shelf.find((one) => one === name);
  return known === undefined ? null : { name: known, at: at !== undefined && /^\d{1,4}$/.test(at) ? Number(at) : null };
}
