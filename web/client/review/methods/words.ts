import type { MethodScore, MethodView } from '../../shared/net/methodsWire';
import { currentLanguage, t } from '../../shared/text/text';
import { faultWords } from '../../staff/words';

/** What the server refused, in words. */
export function methodFault(code: string): string {
  return code === 'method-invalid' ? t('methods.fault.invalid') : code === 'method-changed' ? t('methods.fault.changed') : faultWords(code);
}

/** A raw score: whole where it is, otherwise with two digits behind the comma. */
export function numberWords(number: number): string {
  return new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: 2, useGrouping: false }).format(number);
}

export function scoreWords({ raw, highest, answered, items }: MethodScore): string {
  return raw === null ? t('methods.room.none', { answered, items }) : t('methods.room.score', { raw: numberWords(raw), highest: numberWords(highest) });
}

export function versionTitle({ title, version }: Pick<MethodView, 'title' | 'version'>): string {
  return `${title}, ${t('methods.version', { n: version })}`;
}

/** This device's day, as the store has days. */
export function todayHere(): string {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-');
}
