import { get } from '../../shared/net/api';
import type { FigureHead, FormKey, FormTitle } from '../../shared/net/figuresWire';
import { staffPost } from '../../shared/net/staff';
import type { Region } from '../region.svelte';

const lookAgainMs = 1_000;

/** What the last pass over the region found, and how far the one under way is. */
export class Figures {
  head = $state.raw<FigureHead | null>(null);
  fault = $state<string | null>(null);
  /** Position in the forms that are offered. */
  chosen = $state(0);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly region: Region,
    private readonly offers: (form: FormTitle) => boolean,
  ) {}

  readonly forms = $derived.by(() => (this.head?.forms ?? []).filter((form) => this.offers(form)));
  readonly form = $derived.by(() => this.forms[Math.min(this.chosen, this.forms.length - 1)] ?? null);

  /** Of the form that is chosen. Text, and so is the hash: a look at how far a pass has come changes neither, and what is shown stays. */
  readonly query = $derived.by(() => (this.form === null ? null : queryOf(this.form.key)));
  readonly hash = $derived.by(() => this.head?.reading?.hash ?? null);

  async load(): Promise<void> {
    clearTimeout(this.timer);
    this.fault = null;
    try {
      this.head = await get<FigureHead>('/api/figures/reading');
    } catch (error) {
      this.fault = this.region.faultOf(error);
    }
    if (this.head?.progress.share != null) this.timer = setTimeout(() => void this.load(), lookAgainMs);
  }

  /** Asks for a pass, and looks how far it is. */
  async ask(): Promise<void> {
    try {
      await staffPost('/api/figures/reading');
    } catch (error) {
      this.fault = this.region.faultOf(error);
      return;
    }
    await this.load();
  }

  /** Nobody looks any more. */
  leave(): void {
    clearTimeout(this.timer);
  }
}

export const queryOf = (key: FormKey): string => new URLSearchParams({ ...key }).toString();
