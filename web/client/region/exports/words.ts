import type { ExportOrder, ExportSummary } from '../../shared/net/exportsWire';
import type { TextKey } from '../../shared/text/text';

/** What was asked for of places and is not told; null where all of it is. */
export function lostOf(order: ExportOrder, { told }: ExportSummary): TextKey | null {
  if (order.place !== told.place) return told.place === 'municipality' ? 'exports.lost.school' : order.settlement && !told.settlement ? 'exports.lost.all' : 'exports.lost.place';
  return order.settlement && !told.settlement ? 'exports.lost.settlement' : null;
}

/** Millions of bytes, to one decimal. */
export const megabytes = (bytes: number): number => Math.round(bytes / 100_000) / 10;
