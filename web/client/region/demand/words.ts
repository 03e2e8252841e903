import { csvOf, csvType } from '../../shared/files/csv';
import { download } from '../../shared/files/download';
import type { DemandCodes, DemandForecast, DemandLook, DemandSource, DemandVersion } from '../../shared/net/demandWire';
import { t } from '../../shared/text/text';
import { demandFields } from './columns';

/** Who said so and when; what lies in the operator's folder says that it does. */
export function sourceWords({ source, date, isImported }: DemandSource): string {
  return t(isImported ? 'demand.sourced' : 'demand.sourced.folder', { source, date });
}

export function forecastWords({ year, region, system }: Pick<DemandForecast, 'year' | 'region' | 'system'>): string {
  return t('demand.forecast.one', { year: String(year), region, system: t(`demand.system.${system}`) });
}

/** What somebody did. */
export function versionWords({ act, about, added, changed, removed }: DemandVersion): string {
  if (act === 'imported') return t('demand.version.imported', { added, changed });
  const [year = '', system = '', ...region] = about.split(' ');
  const forecast = forecastWords({ year: Number(year), system: system as DemandCodes, region: region.join(' ') });
  return t('demand.version.takenOut', { forecast, removed });
}

export function faultWordsOf({ kind, said }: DemandLook['faults'][number]): string {
  return t(`demand.fault.${kind}`, { said });
}

/** A table to fill in: its headings are understood without asking. */
export function saveForm(): void {
  download(new Blob([csvOf([demandFields.map((field) => t(`demand.field.${field}`))])], { type: csvType }), `${t('demand.form.file')}.csv`);
}
