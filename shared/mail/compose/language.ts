/** The sentences and the formats of one locale (R-NOT-6). */
import type { ProgramNames } from '../../domain/config/mails.ts';
import type { Terms } from '../../domain/offers/terms.ts';
import type { Locale } from '../../domain/partners/partner.ts';
import type { Catalogue } from './catalogue.ts';
import {
  type DeadlineFormat,
  deadlineFormatOf,
  type Formats,
  formatsOf,
  type LocalEnd,
  localEndOf,
} from './formats.ts';
import { en } from './languages/en.ts';
import { koKR } from './languages/ko-kr.ts';
import { zhCN } from './languages/zh-cn.ts';
import { zhTW } from './languages/zh-tw.ts';
import { nameOf, nameOrDash } from './name.ts';
import { type MailProgram, PUBLIC_NAMES } from './program.ts';

/** `names`: of the program and of what it offers. */
export type Language = { locale: Locale; words: Catalogue; formats: Formats; names: ProgramNames };
/** With the format of deadlines, which depends on the program's time zone, too. */
export type ReaderLanguage = Language & { deadline: DeadlineFormat; localEnd: LocalEnd };

const CATALOGUES: Readonly<Record<Locale, Catalogue>> = { en, 'ko-KR': koKR, 'zh-CN': zhCN, 'zh-TW': zhTW };
/** `Intl` objects are expensive to make and the same for every mail. */
const cache = new Map<Locale, Language>();

/** The language of a locale, with the public names. */
export function languageOf(locale: Locale): Language {
  const known = cache.get(locale);
  if (known) return known;
  const language = { locale, words: CATALOGUES[locale], formats: formatsOf(locale), names: PUBLIC_NAMES };
  cache.set(locale, language);
  return language;
}

type Reader = { locale: Locale } & Pick<MailProgram, 'timeZone' | 'names'>;

/** The language in which a reader is told of the program, and of deadlines. */
export const languageFor = ({ locale, timeZone, names = PUBLIC_NAMES }: Reader): ReaderLanguage => ({
  ...languageOf(locale),
  names,
  deadline: deadlineFormatOf(locale, timeZone),
  localEnd: localEndOf(locale, timeZone),
});

/** The name of a membership, e.g. "Gold Data Analytics competency with Learning option". */
export const membershipNameOf = (language: Language, terms: Terms): string => nameIn('membership', terms, language);

/** A shorter one, e.g. "Gold Data Analytics". */
export const shortNameOf = (language: Language, terms: Terms): string => nameIn('shortMembership', terms, language);

function nameIn(form: 'membership' | 'shortMembership', terms: Terms, { words, names, locale }: Language): string {
  const { offer } = terms;
  if (offer === 'action-pack') return nameOrDash(names.actionPack[locale]);
  return words[form]({ ...terms, offer, competency: terms.competency === null ? null : nameOf(terms.competency) });
}
