import { decimals } from '../../shared/text/numbers';
import { t } from '../../shared/text/text';

/** How often, or that it is kept back. */
export function clickWords(clicks: number | null): string {
  return clicks === null ? t('links.kept') : decimals(clicks, 0);
}
