import type { ProtocolFlag, ProtocolFlags } from '../../shared/net/protocolWire';
import { t, type TextKey } from '../../shared/text/text';

/** How far the answers on interests can be relied on, in one sentence. */
export function verdictOf(flags: ProtocolFlags | null): TextKey {
  if (flags === null) return 'protocol.trust.absent';
  if (flags.isUnreliable) return 'protocol.trust.unreliable';
  return flags.all.some(({ state }) => state === 'raised') ? 'protocol.trust.one' : 'protocol.trust.quiet';
}

/** A sign with its number and from where on it is unusual. */
export function flagWords(flag: ProtocolFlag): string {
  const name = t(`protocol.index.${flag.index}`);
  if (flag.value === null) return t('protocol.flag.absent', { name });
  const params = { name, value: rounded(flag.value), limit: rounded(flag.cutOff) };
  if (flag.state === 'notApplicable') return t('protocol.flag.other', { name, value: params.value });
  return t(`protocol.flag.${flag.side}`, params);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
