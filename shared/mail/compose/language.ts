/** The sentences and the formats of one locale (R-NOT-6). */
import type { Terms } from '../../domain/offers/terms.ts';
import type { Locale } from '../../domain/partners/partner.ts';
import type { Catalogue, NamedTerms } from './catalogue.ts';
import { type DeadlineFormat, deadlineFormatOf, type Formats, formatsOf } from './formats.ts';
import { en } from './languages/en.ts';
import { koKR } from './languages/ko-kr.ts';
import { zhCN } from './languages/zh-cn.ts';
import { zhTW } from './languages/zh-tw.ts';
import { nameOf } from './name.ts';

export type Language = { locale: Locale; words: Catalogue; formats: Formats };
/** With the format of deadlines, which depends on the program's time zone, too. */
export type ReaderLanguage = Language & { deadline: DeadlineFormat };

const CATALOGUES: Readonly<Record<Locale, Catalogue>> = { en, 'ko-KR': koKR, 'zh-CN': zhCN, 'zh-TW': zhTW };
/** `Intl` objects are expensive to make and the same for every mail. */
const cache = new Map<Locale, Language>();

/** The language of a locale. */
export function languageOf(locale: Locale): Language {
  const known = cache.get(locale);
  if (known) return known;
  const language = { locale, words: CATALOGUES[locale], formats: formatsOf(locale) };
  cache.set(locale, language);
  return language;
}

/** The language in which a reader is told of deadlines. */
export const languageFor = ({ locale, timeZone }: { locale: Locale; timeZone: string }): ReaderLanguage => ({
  ...languageOf(locale),
  deadline: deadlineFormatOf(locale, timeZone),
});

/** The name of a membership, e.g. "Gold Data Analytics competency with Learning option". */
export const membershipNameOf = ({ words }: Language, terms: Terms): string => words.membership(named(terms));

/** A shorter one, e.g. "Gold Data Analytics". */
export const shortNameOf = ({ words }: Language, terms: Terms): string => words.shortMembership(named(terms));

const named = (terms: Terms): NamedTerms => ({
  ...terms,
  competency: terms.competency === null ? null : nameOf(terms.competency),
});
