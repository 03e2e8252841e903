import type { Campaign, CampaignEffect, CampaignSettings, NextCampaign } from '../shared/net/resultsWire';
import { t } from '../shared/text/text';
import { dayWords } from './words';

/** A moment as a form's date shows it: the day on this device's calendar, year-month-day. */
export function toDay(ms: number): string {
  const date = new Date(ms);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The first moment of a form's day, or null where the text is none. */
export function ofDay(day: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (found === null) return null;
  const [year, month, date] = found.slice(1).map(Number) as [number, number, number];
  const made = new Date(year, month - 1, date);
  return made.getMonth() === month - 1 && made.getDate() === date ? made.getTime() : null;
}

/** The first moment after a form's day, or null where the text is none. */
export function afterDay(day: string): number | null {
  const first = ofDay(day);
  if (first === null) return null;
  const next = new Date(first);
  return next.setDate(next.getDate() + 1);
}

/** The form of a campaign's settings. The window's end is shown as its last day. */
export interface CampaignForm {
  opens: string;
  lastDay: string;
  interests: boolean;
  values: boolean;
  nextSteps: boolean;
  aptitudes: boolean;
  keepYears: string;
  parentsDecide: number[];
  operatorName: string;
  operatorAddress: string;
}

export function formOf(settings: CampaignSettings): CampaignForm {
  const { opensAtMs, closesAtMs, keepYears, parentsDecide, ...show } = settings;
  return { opens: toDay(opensAtMs), lastDay: toDay(closesAtMs - 1), keepYears: String(keepYears), parentsDecide: [...parentsDecide], ...show };
}

/** The settings of a form, or the code of what is wrong with it. What was not touched stays to the millisecond. */
export function settingsOf(form: CampaignForm, was: CampaignSettings): CampaignSettings | string {
  const before = formOf(was);
  const opensAtMs = form.opens === before.opens ? was.opensAtMs : ofDay(form.opens);
  const closesAtMs = form.lastDay === before.lastDay ? was.closesAtMs : afterDay(form.lastDay);
  if (opensAtMs === null || closesAtMs === null) return 'date-invalid';
  if (opensAtMs >= closesAtMs) return 'window-empty';
  const keepYears = Number(form.keepYears);
  if (!Number.isInteger(keepYears) || keepYears < 1 || keepYears > 10) return 'keep-years-invalid';
  const [operatorName, operatorAddress] = [form.operatorName.trim(), form.operatorAddress.trim()];
  if ((operatorName === '') !== (operatorAddress === '')) return 'operator-half';
  const { interests, values, nextSteps, aptitudes } = form;
  const parentsDecide = [...form.parentsDecide].sort((one, other) => one - other);
  return { opensAtMs, closesAtMs, interests, values, nextSteps, aptitudes, keepYears, parentsDecide, operatorName, operatorAddress };
}

/** What a change means, a sentence each; empty where nothing changes. */
export function effectWords(was: Campaign, wanted: CampaignSettings, effect: CampaignEffect): string[] {
  const { settings } = was;
  const words: string[] = [];
  if (wanted.opensAtMs !== settings.opensAtMs || wanted.closesAtMs !== settings.closesAtMs) {
    words.push(t('campaign.effect.window', { from: dayWords(wanted.opensAtMs), to: dayWords(wanted.closesAtMs - 1) }));
  }
  if (effect.solutionsOpen !== null) words.push(t(effect.solutionsOpen ? 'campaign.effect.solutionsOpen' : 'campaign.effect.solutionsShut'));
  if ((['interests', 'values', 'nextSteps', 'aptitudes'] as const).some((part) => wanted[part] !== settings[part])) {
    words.push(t('campaign.effect.show', { n: effect.preliminary }));
  }
  if (wanted.aptitudes && !settings.aptitudes) words.push(t('campaign.effect.aptitudes'));
  if (wanted.parentsDecide.join() !== [...settings.parentsDecide].sort((one, other) => one - other).join()) {
    words.push(t('campaign.effect.parents', { n: effect.notStarted }));
  }
  if (wanted.operatorName !== settings.operatorName || wanted.operatorAddress !== settings.operatorAddress) {
    words.push(wanted.operatorName === '' ? t('campaign.effect.operatorNone') : t('campaign.effect.operator', { name: wanted.operatorName }));
  }
  if (effect.eraseFromMs !== was.eraseFromMs) words.push(t('campaign.effect.keep', { date: dayWords(effect.eraseFromMs) }));
  if (effect.eraseFromMs < was.eraseFromMs && effect.due > 0) words.push(t('campaign.effect.due', { n: effect.due, date: dayWords(effect.eraseFromMs) }));
  return words;
}

/** What opening the next campaign means, a sentence each. */
export function nextWords(next: NextCampaign): string[] {
  const words = [t('campaign.next.new', { year: String(next.year) }), t('campaign.next.stay', { year: String(next.newestYear), n: next.classes })];
  if (next.running > 0) words.push(t('campaign.next.running', { n: next.running }));
  words.push(t('campaign.next.pages', { year: String(next.year) }));
  words.push(t('campaign.next.settings', { year: String(next.newestYear), from: dayWords(next.opensAtMs), to: dayWords(next.closesAtMs - 1) }));
  words.push(t('campaign.next.lasting'));
  return words;
}

/** Whether a campaign is the newest of its region; the server lists the newest first. */
export function isNewest(campaigns: Campaign[], campaign: Campaign): boolean {
  return campaigns.find((one) => one.regionId === campaign.regionId) === campaign;
}
