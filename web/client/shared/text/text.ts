import type addressedRu from './addressed.ru.json';
import type atHomeRu from './athome.ru.json';
import type benchRu from './bench.ru.json';
import type contentRu from './content.ru.json';
import type consiliumRu from './consilium.ru.json';
import type dayRu from './day.ru.json';
import type decisionRu from './decision.ru.json';
import type demandRu from './demand.ru.json';
import type enteredRu from './entered.ru.json';
import type exportsRu from './exports.ru.json';
import type figuresRu from './figures.ru.json';
import type groupsRu from './groups.ru.json';
import ru from './ru.json';
import type messageRu from './message.ru.json';
import type methodsRu from './methods.ru.json';
import type modelsRu from './models.ru.json';
import type observerRu from './observer.ru.json';
import type parentRu from './parent.ru.json';
import type parentsRu from './parents.ru.json';
import type preparationRu from './preparation.ru.json';
import type portfolioRu from './portfolio.ru.json';
import type protocolRu from './protocol.ru.json';
import type readyRu from './ready.ru.json';
import type regionRu from './region.ru.json';
import type reportRu from './report.ru.json';
import type resultRu from './result.ru.json';
import type reviewRu from './review.ru.json';
import type rosterRu from './roster.ru.json';
import type serverRu from './server.ru.json';
import type sittingsRu from './sittings.ru.json';
import type summaryRu from './summary.ru.json';
import type indicatorsRu from './indicators.ru.json';
import type linksRu from './links.ru.json';
import type guideRu from './guide.ru.json';
import type slipRu from './slip.ru.json';
import type staffRu from './staff.ru.json';
import type verifyRu from './verify.ru.json';
import type yearReportRu from './yearReport.ru.json';

/** Every visible string: a second language is one more file with the same keys. */
export type TextKey =
  | keyof typeof ru
  | keyof typeof addressedRu
  | keyof typeof atHomeRu
  | keyof typeof benchRu
  | keyof typeof contentRu
  | keyof typeof consiliumRu
  | keyof typeof dayRu
  | keyof typeof decisionRu
  | keyof typeof demandRu
  | keyof typeof enteredRu
  | keyof typeof exportsRu
  | keyof typeof figuresRu
  | keyof typeof groupsRu
  | keyof typeof linksRu
  | keyof typeof messageRu
  | keyof typeof methodsRu
  | keyof typeof modelsRu
  | keyof typeof observerRu
  | keyof typeof parentRu
  | keyof typeof parentsRu
  | keyof typeof portfolioRu
  | keyof typeof preparationRu
  | keyof typeof protocolRu
  | keyof typeof readyRu
  | keyof typeof regionRu
  | keyof typeof reportRu
  | keyof typeof resultRu
  | keyof typeof reviewRu
  | keyof typeof rosterRu
  | keyof typeof serverRu
  | keyof typeof sittingsRu
  | keyof typeof summaryRu
  | keyof typeof indicatorsRu
  | keyof typeof guideRu
  | keyof typeof slipRu
  | keyof typeof staffRu
  | keyof typeof verifyRu
  | keyof typeof yearReportRu;
export type Language = 'ru' | 'en';
export type Catalogue = Record<TextKey, string>;
export type Params = Record<string, string | number>;

/** Texts a page brings along besides those of every page. */
export interface MoreTexts {
  ru: Partial<Catalogue>;
  en: () => Promise<Partial<Catalogue>>;
}

// A page that did not bring the staff's texts names none of their keys: a test reads the sources.
let catalogue = ru as Catalogue;
let language: Language = 'ru';

/** Loads the language chosen on this device; Russian comes with the page. */
export async function loadLanguage(more?: MoreTexts): Promise<void> {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem('language');
  } catch {
    // Storage may be forbidden; Russian then.
  }
  if (chosen === 'en') {
    catalogue = { ...(await import('./en.json')).default, ...(await more?.en()) } as Catalogue;
    language = 'en';
  } else if (more !== undefined) catalogue = { ...ru, ...more.ru } as Catalogue;
  document.documentElement.lang = language;
}

/** Adds the texts of a part of a page that is loaded later. */
export async function addTexts(more: MoreTexts): Promise<void> {
  const texts = language === 'en' ? await more.en() : more.ru;
  catalogue = { ...catalogue, ...texts };
}

export function currentLanguage(): Language {
  return language;
}

/** The text of a key: `{n}` is replaced, `{n:ответ|ответа|ответов}` takes the plural form of n. */
export function t(key: TextKey, params: Params = {}): string {
  return format(catalogue[key], params, language);
}

/** The text of a key in its variant `key.variant` where the catalogue has one, otherwise the text of the key itself. */
export function tVariant(key: TextKey, variant: string, params: Params = {}): string {
  const own = `${key}.${variant}`;
  return format(own in catalogue ? catalogue[own as TextKey] : catalogue[key], params, language);
}

export function format(text: string, params: Params, lang: Language): string {
  const said = text.replace(/\{(\w+)(?::([^}]*))?\}/g, (whole: string, name: string, forms: string | undefined) => {
    const value = params[name];
    if (value === undefined) return whole;
    if (forms === undefined) return typeof value === 'number' ? value.toLocaleString(lang) : value;
    return plural(Number(value), forms.split('|'), lang);
  });
  return together(said);
}

/** «№ 4» stays on one line. */
export function together(text: string): string {
  return text.replaceAll('№ ', '№\u00a0');
}

function plural(n: number, forms: string[], lang: Language): string {
  const order: Intl.LDMLPluralRule[] = lang === 'ru' ? ['one', 'few', 'many'] : ['one', 'other'];
  const index = order.indexOf(new Intl.PluralRules(lang).select(n));
  // A fraction takes the second form in Russian (2,5 балла).
  return forms[index < 0 ? 1 : index] ?? forms[0] ?? '';
}
