import consiliumRu from '../../shared/text/consilium.ru.json';
import { t, type TextKey } from '../../shared/text/text';
import { faultWords } from '../../staff/words';
import { dayFrom } from './protocol';

/** A code of a refusal in words; what is not said here is said as everywhere. */
export function consiliumFault(code: string): string {
  const key = `consilium.fault.${code}`;
  return Object.hasOwn(consiliumRu, key) ? t(key as TextKey) : faultWords(code);
}

/** What keeps it from being saved or closed, in words. */
export function obstacleWords(obstacle: string): string {
  return t(`consilium.unsaved.${obstacle}` as TextKey);
}

export function today(): string {
  return dayFrom(Date.now(), 0);
}

/** A step is asked about in two weeks unless somebody says otherwise. */
export function inTwoWeeks(): string {
  return dayFrom(Date.now(), 14);
}
