import type { ProtocolFlag, ProtocolFlags, TaskSection } from '../../shared/net/protocolWire';
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

/** What of the answers to tasks was not measured as in a lesson, a sentence each. */
export function doubtsOf(tasks: readonly TaskSection[]): string[] {
  return (['afterLimit', 'byDevice', 'onPaper'] as const).flatMap((doubt) => {
    const titles = tasks.filter((section) => section[doubt] > 0).map((section) => `«${section.title}» (${section[doubt]})`);
    return titles.length === 0 ? [] : [t(`protocol.tasks.${doubt}`, { titles: titles.join(', ') })];
  });
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
