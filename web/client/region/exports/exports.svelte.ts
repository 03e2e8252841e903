import { call, get } from '../../shared/net/api';
import type { ExportCampaign, ExportOrder, ExportSummary } from '../../shared/net/exportsWire';
import { staffHeaders } from '../../shared/net/staff';
import type { Region } from '../region.svelte';

export const leastAlike = 5;
const mostAlike = 1_000;
const patienceMs = 180_000;

/** What is asked for, and what it comes to. */
export class Exports {
  campaigns = $state.raw<readonly ExportCampaign[] | null>(null);
  order = $state<ExportOrder>({
    campaign: '', instruments: [], grade: true, sex: true, settlement: false, place: 'none', items: true, scores: true, times: false, everybody: false, leastAlike,
  });
  /** Of the order as it was looked at; whoever changes anything looks again. */
  looked = $state.raw<{ order: ExportOrder; summary: ExportSummary } | null>(null);
  fault = $state<string | null>(null);
  busy = $state(false);

  constructor(private readonly region: Region) {}

  readonly campaign = $derived(this.campaigns?.find(({ id }) => id === this.order.campaign) ?? null);
  readonly isAsIs = $derived(this.looked !== null && JSON.stringify(this.looked.order) === JSON.stringify(this.order));

  async load(): Promise<void> {
    await this.region.attempt(this, async () => {
      this.campaigns = await get<ExportCampaign[]>('/api/exports');
      this.order.campaign = this.campaigns[0]?.id ?? '';
    });
  }

  async look(): Promise<void> {
    if (this.busy) return;
    this.fault = orderFault(this.order);
    if (this.fault !== null) return;
    this.busy = true;
    const order: ExportOrder = { ...this.order, instruments: [...this.order.instruments] };
    await this.region.attempt(this, async () => {
      const summary = await call<ExportSummary>('POST', '/api/exports/plan', { body: order, headers: await staffHeaders(), timeoutMs: patienceMs });
      this.looked = { order, summary };
    });
    this.busy = false;
  }
}

/** What is wrong with an order before the server looks at it. */
export function orderFault(order: ExportOrder): string | null {
  if (!order.items && !order.scores) return 'export-nothing';
  if (order.times && !order.items) return 'export-times';
  return Number.isInteger(order.leastAlike) && order.leastAlike >= leastAlike && order.leastAlike <= mostAlike ? null : 'export-alike';
}
