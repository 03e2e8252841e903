import type { LogEntry, OwnerProof, StaffPlace, StaffRole } from '../shared/net/staffWire';
import staffRu from '../shared/text/staff.ru.json';
import { currentLanguage, t, type TextKey, together } from '../shared/text/text';

/** A code of a refusal in words that say what to do. */
export function faultWords(code: string): string {
  return has(`fault.${code}`) ? t(`fault.${code}` as TextKey) : t('fault.other', { code });
}

/** What can be said of a new password before the server looks at it: it knows the common ones. */
/** The proof as a door takes it. */
export function proofOf(kind: OwnerProof, typed: string): { password?: string; code?: string } {
  return kind === 'password' ? { password: typed } : kind === 'code' ? { code: typed } : {};
}

/** What is said to whoever sends nothing. */
export function proofFault(kind: OwnerProof, typed: string): string | null {
  if (kind === 'none' || typed.trim() !== '') return null;
  return kind === 'password' ? 'password-wrong' : 'code-empty';
}

export function passwordFault(password: string): string | null {
  const length = password.normalize('NFKC').length;
  if (length < 12) return 'password-short';
  return length > 128 ? 'password-long' : null;
}

export function roleWords(role: StaffRole): string {
  return t(`role.${role}`);
}

export function placeWords(place: StaffPlace): string {
  return place.title === '' ? t(`place.kind.${place.kind}`) : together(place.title);
}

/** What was done; an act this page does not know yet keeps the log's own name. */
export function actWords(act: string): string {
  return has(`act.${act}`) ? t(`act.${act}` as TextKey) : act;
}

export function actorWords(entry: Pick<LogEntry, 'actor' | 'actorName'>): string {
  if (entry.actorName !== null) return entry.actorName;
  return has(`actor.${entry.actor}`) ? t(`actor.${entry.actor}` as TextKey) : t('actor.unknown');
}

/**
 * The kind of the object, with its name where it has one, and the role or the state of the lesson where the entry tells one. What people do with their
 * own account needs no object.
 */
export function objectWords(entry: LogEntry): string {
  if (entry.objectKind === 'account' && entry.objectId === entry.actor) return '';
  const kind = has(`object.${entry.objectKind}`) ? t(`object.${entry.objectKind}` as TextKey) : entry.objectKind;
  const [run = '', seat] = entry.act === 'lessonChanged' ? entry.detail.split(', ') : [];
  const told = [`role.${entry.detail}`, `home.lessons.${run}`].find(has);
  const detail = told === undefined ? undefined : `${t(told as TextKey)}${seat === 'one seat' ? `, ${t('object.oneSeat')}` : ''}`;
  return [entry.objectTitle === '' ? kind : `${kind}: ${entry.objectTitle}`, detail].filter((part) => part !== undefined).join(' · ');
}

// What every browser says of itself names others too, so the order matters.
const browsers: [RegExp, string][] = [
  [/YaBrowser\//, 'Yandex Browser'],
  [/Edg(?:A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/** Browser and system in two words. */
export function agentWords(agent: string): string {
  const first = (known: [RegExp, string][]): string | undefined => known.find(([mark]) => mark.test(agent))?.[1];
  const browser = first(browsers);
  const system = first(systems);
  if (browser !== undefined && system !== undefined) return t('agent.of', { browser, system });
  return browser ?? system ?? t('agent.unknown');
}

export function timeWords(ms: number): string {
  return new Date(ms).toLocaleString(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' });
}

export function dayWords(ms: number): string {
  return new Date(ms).toLocaleDateString(currentLanguage(), { dateStyle: 'long' });
}

/** A secret in groups, so that it can be read and typed without losing the place. */
export function inGroups(secret: string, size: number, between: string): string {
  return (secret.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(between);
}

function has(key: string): boolean {
  return Object.hasOwn(staffRu, key);
}
