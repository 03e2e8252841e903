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

/** Where the lowest possible score is not 0, both ends are told: 1 of 3 is no third then. */
export function scoreWords({ raw, lowest, highest, answered, items }: MethodScore): string {
  if (raw === null) return t('methods.room.none', { answered, items });
  const told = { raw: numberWords(raw), lowest: numberWords(lowest), highest: numberWords(highest) };
  return lowest === 0 ? t('methods.room.score', told) : t('methods.room.score.from', told);
}

export function versionTitle({ title, version }: Pick<MethodView, 'title' | 'version'>): string {
  return `${title}, ${t('methods.version', { n: version })}`;
}

/** A school year: 2025/2026. */
export function yearWords(schoolYear: number): string {
  return t('methods.year', { from: String(schoolYear), till: String(schoolYear + 1) });
}

/** This device's day, as the store has days. */
export function todayHere(): string {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-');
}
