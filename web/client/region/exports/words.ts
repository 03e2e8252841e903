import type { ExportOrder, ExportSummary } from '../../shared/net/exportsWire';
import type { TextKey } from '../../shared/text/text';

/** What was asked for of places and is not told; null where all of it is. */
export function lostOf(order: ExportOrder, { told }: ExportSummary): TextKey | null {
  // Beside a school's number no settlement is told, as the choice says.
  if (told.place === 'school') return null;
  const isSettlementLost = order.settlement && !told.settlement;
  if (order.place === told.place) return isSettlementLost ? 'exports.lost.settlement' : null;
  if (order.place === 'school') return isSettlementLost ? 'exports.lost.schoolAndSettlement' : 'exports.lost.school';
  return isSettlementLost ? 'exports.lost.all' : 'exports.lost.place';
}

/** Millions of bytes, to one decimal. */
export const megabytes = (bytes: number): number => Math.round(bytes / 100_000) / 10;
